"""Writes an outlet as the TOML file that a person then looks through; names from outside are untrusted."""

import json
import re
import tomllib
import unicodedata
from collections.abc import Container, Iterable
from dataclasses import fields
from pathlib import Path
from urllib.parse import urlsplit

from .addresses import MalformedAddress
from .catalogue import Outlet, outlet
from .domains import DOMAIN
from .sources import Source

LONGEST_SLUG = 40


def toml(draft: Outlet) -> str:
    """Return the outlet's file; reading it gives the outlet back."""
    lines = _set(draft, leave=("slug", "sources"))
    for source in draft.sources:
        lines += ["", "[[sources]]", *_set(source)]
    return "\n".join(lines) + "\n"


def write(draft: Outlet, folder: Path) -> Path:
    """Return the new file of the outlet; FileExistsError rather than replace one.

    Raises CatalogueError if the catalogue would not take the draft.
    """
    text, file = toml(draft), folder / f"{draft.slug}.toml"
    outlet(draft.slug, tomllib.loads(text), str(file))
    with file.open("x", encoding="utf-8") as opened:
        opened.write(text)
    return file


def slug(name: str, taken: Container[str] = ()) -> str:
    """Return a name fit for a file, not among those taken.

    >>> slug("The Ståndard & Echo: ../../etc"), slug("Echo", {"echo"}), slug("新聞")
    ('the-standard-echo-etc', 'echo-2', 'outlet')
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain)[:LONGEST_SLUG].strip("-") or "outlet"
    number, found = 2, words
    while found in taken:
        number, found = number + 1, f"{words}-{number}"
    return found


def site(url: str) -> str:
    """Return the host that stands for a site, without the label that says nothing.

    >>> site("https://www.Example.test:8080/news"), site("https://m.example.test/")
    ('example.test', 'example.test')
    """
    host = (urlsplit(url).hostname or "").rstrip(".").lower()
    bare = re.sub(r"^(www\d?|m|mobile|amp)\.", "", host)
    return bare if "." in bare else host


def declarable(url: str) -> str:
    """Return the address's site, fit to be one of an outlet's domains; MalformedAddress if it is not.

    >>> declarable("https://www.example.test/rss")
    'example.test'
    """
    found = site(url)
    if not DOMAIN.fullmatch(found):
        raise MalformedAddress(f"has the host {found[:100]!r}, which no outlet can declare as its domain")
    return found


def _set(record: Outlet | Source, leave: Container[str] = ()) -> list[str]:
    """Return a line for each field that says more than its default."""
    told = [(each.name, getattr(record, each.name)) for each in fields(record) if each.name not in leave]
    plain = {each.name: each.default for each in fields(record)}
    return [f"{name} = {_value(value)}" for name, value in told if value != plain[name]]


def _value(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Iterable) and not isinstance(value, str):
        return f"[{', '.join(map(_value, value))}]"
    return _text(str(value))


def _text(text: str) -> str:
    """Return a TOML string; what a terminal would obey or an eye would miss is written as an escape."""
    quoted = json.dumps(text.encode("utf-8", "replace").decode(), ensure_ascii=False)
    return "".join(mark if mark.isprintable() else _escape(ord(mark)) for mark in quoted)


def _escape(code: int) -> str:
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
