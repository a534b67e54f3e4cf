"""Answers `beatbook outlets import` and `export`: lists of feeds in and out, as OPML."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from beatbook.catalogued import catalogued, folder
from beatbook.printable import line
from beatbook.refusal import Refusal
from beatbook.screen import say

LARGEST_BYTES = 10_000_000


def take_in(file: Path, into: Path | None) -> None:
    """Write a draft for each site of the file that the catalogue has not, and say what was left out."""
    from spiders import drafts, opml
    from spiders.kinds.offer import UnreadableSource

    where = into or folder()
    try:
        if file.stat().st_size > LARGEST_BYTES:
            raise Refusal(f"{file} has more than {LARGEST_BYTES:,} bytes: no list of feeds is as long.")
        drafted = opml.drafts(file.read_bytes(), catalogued())
    except OSError as problem:
        raise Refusal(f"{file} cannot be read: {problem.strerror}.") from problem
    except UnreadableSource as problem:
        raise Refusal(f"{file} is no OPML: {line(str(problem))}.") from problem
    where.mkdir(parents=True, exist_ok=True)
    written = 0
    for draft in drafted.outlets:
        try:
            file_written = drafts.write(draft, where)
        except FileExistsError:
            say(f"left out {line(draft.name)}: {where / draft.slug}.toml is there already")
            continue
        written += 1
        sys.stdout.write(f"{file_written}\n")
    for name, reason in drafted.left_out:
        say(f"left out {line(name)}: {line(reason)}")
    say(f"{written} drafted, disabled until you have probed them: `beatbook outlets probe URL`")


def give_out(as_opml: bool) -> None:
    """Write the catalogue's feeds to stdout, and say which outlets have none."""
    if not as_opml:
        raise Refusal("Say in which form: beatbook outlets export --opml > outlets.opml")
    from spiders import opml

    outlets = catalogued()
    sys.stdout.buffer.write(opml.opml(outlets, datetime.now(UTC)))
    without = [each.slug for each in outlets if not any(source.kind == "feed" for source in each.sources)]
    if without:
        say(f"{len(without)} outlets have no feed and are not in it: {', '.join(without)}")
