"""The taxonomy as the command line reads it: a wrong file is a refusal, not a traceback."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from beatbook.refusal import Refusal

if TYPE_CHECKING:
    from transforms.taxonomy import Group, Taxonomy, Topic


def taxonomy() -> "Taxonomy":
    """Return the taxonomy of today: the one that comes with Beatbook, and the topics of BEATBOOK_TOPICS."""
    from transforms import tagging
    from transforms import taxonomy as taxonomies
    from transforms.declarations import DeclarationError

    more = os.environ.get("BEATBOOK_TOPICS")
    try:
        return taxonomies.load(more=more) if more else tagging.packaged()
    except (DeclarationError, OSError) as problem:
        raise Refusal(f"The topics cannot be read: {problem}.") from problem


def with_file(known: "Taxonomy", file: Path) -> "Taxonomy":
    """Return the taxonomy with the topic that a file declares, in the place of the one of that slug."""
    from transforms import taxonomy as taxonomies
    from transforms.declarations import DeclarationError

    try:
        return taxonomies.with_topic(known, file)
    except OSError as problem:
        raise Refusal(f"{file} cannot be read: {problem.strerror}.") from problem
    except DeclarationError as problem:
        raise Refusal(f"{problem}.") from problem


def named(known: "Taxonomy", slug: str) -> "Topic | Group":
    """Return the topic or the group of this slug; refuses with the near ones if there is none."""
    from warehouse.asking import near

    each: dict[str, Topic | Group] = {one.slug: one for one in known.groups}
    each |= {one.slug: one for one in known.topics}
    if slug in each:
        return each[slug]
    called = {one: one for one in each} | {one.name: one.slug for one in each.values()}
    close = near(slug, called)
    meant = f" Did you mean {', '.join(close)}?" if close else ""
    raise Refusal(f"There is no topic {slug!r}: `beatbook topics` lists them.{meant}")
