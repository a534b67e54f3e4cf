"""Spells out entities that are made alike, so that four hundred councils are a list of names and one pattern.

    [[series]]
    id = "*-council"                 # `*` is the member's name, in an id its slug
    name = "* Council"
    aliases = ["=* {Council,council}"]
    under = "force_id"               # what the keys of members are: force_id, borough_id or part_of
    [series.members]
    west-yorkshire-police = ["Kirklees", "Stockton-on-Tees|Stockton"]

`A|B` is a member called A that also goes by B. What else stands in a series is each member's own.
"""

import re
from collections.abc import Iterator
from typing import Any

from transforms.declarations import Fields

UNDER = ("force_id", "borough_id", "part_of")
_NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")


def spelt_out(fields: Fields) -> Iterator[Fields]:
    """Yield the table of each member of each series of a file, as if it stood there by itself."""
    for series in fields.tables("series"):
        under = series.text("under")
        if under not in UNDER:
            raise series.error("under", f"must be one of {', '.join(UNDER)}")
        members = series.table_of("members")
        pattern = {key: value for key, value in series.table.items() if key not in {"under", "members"}}
        if not members.table:
            raise series.error("members", "is empty")
        for above in members.table:
            for member in members.texts(above):
                name, *others = member.split("|")
                table = {**_filled(pattern, name, [name, *others]), under: above}
                yield Fields(fields.file, table, f"series member {member!r}: ")


def slug(name: str) -> str:
    """Return a name as an id writes it.

    >>> slug("King's Lynn and West Norfolk")
    'kings-lynn-and-west-norfolk'
    """
    return _NOT_IN_SLUG.sub("-", name.lower().replace("'", "")).strip("-")


def _filled(pattern: dict[str, Any], name: str, called: list[str]) -> dict[str, Any]:
    """Return a table with the name in the place of each `*`; a list holds its texts once for each name."""
    filled: dict[str, Any] = {}
    for key, value in pattern.items():
        if isinstance(value, list):
            filled[key] = [
                _filled(each, name, called) if isinstance(each, dict) else each.replace("*", other)
                for each in value
                for other in (_written(called) if isinstance(each, str) and "*" in each else [""])
            ]
        elif isinstance(value, str):
            filled[key] = value.replace("*", slug(name) if key not in ("name", "region") else name)
        else:
            filled[key] = value
    return filled


def _written(called: list[str]) -> list[str]:
    return [name.replace(" and ", " {and,&} ") for name in called]
