"""Answers `beatbook backfill`: WARC files on disk become takes, and every record in them is accounted for."""

import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from beatbook.catalogued import catalogued
from beatbook.printable import line
from beatbook.refusal import Refusal
from beatbook.screen import say

if TYPE_CHECKING:
    from spiders.backfill import Backfilled

LONDON = ZoneInfo("Europe/London")


def answer(files: Sequence[Path], slugs: Sequence[str]) -> None:
    """Write a line for each take made, and say what became of the records; a bad file ends it."""
    from spiders.backfill import Busy, NoArchive, backfill
    from warehouse.home import Home

    home, outlets, day = Home.to_fill(), catalogued(slugs), dt.datetime.now(LONDON).date()
    made = 0
    for file in files:
        try:
            done = backfill(file, outlets, archive=home.archive, frontier=home.frontier, day=day)
        except (NoArchive, Busy) as problem:
            raise Refusal(f"{file}: {line(str(problem))}.", exit_code=1) from problem
        except OSError as problem:
            raise Refusal(f"{file} cannot be read: {problem.strerror}.") from problem
        made += len(done.takes)
        _tell(done)
    if made:
        say(f"{made} takes filed under {day}: refining {day} brings them into the book")


def _tell(done: "Backfilled") -> None:
    for take in done.takes:
        sys.stdout.write(f"{take.outlet}: {take.stats['fetched']} of {take.stats['offered']} pages kept\n")
    if done.already:
        say(f"{line(done.file.name)}: imported before for {', '.join(done.already)}")
    counts = ", ".join(f"{count:,} {name}" for name, count in sorted(done.records.items()))
    say(f"{line(done.file.name)}: records: {counts}")
