"""What the articles of the seeded book tell beyond tags: voices, people, stories, copies, edits and wording.

    python -m benchmarks.queries_told BOOK

adds these to the lake of a seeded book that was made without them, a part at a time. Each part draws from a
seed of its own, so that what the book held before stays as it was. Only edited articles have versions.
"""

import sys
import time
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa

from benchmarks import queries_told_tables as drawn
from benchmarks.queries_told_tables import COLUMNS, Read, is_agency, is_official
from warehouse.home import Home
from warehouse.lake import Lake
from warehouse.ledger import Ledger

SEED = 6
TOLD = "told"  # the batch of the further catalogue


def main() -> None:
    """Add the further tables to the book that is named."""
    begun = time.process_time()
    parts = tell(Home(Path(sys.argv[1]).resolve()))
    print(f"{parts} parts told in {time.process_time() - begun:.0f} CPU s")


def told(articles: pa.Table, start: date) -> dict[str, pa.Table]:
    """Return the further tables of the part that begins on a day; its articles are in the order of theirs."""
    random, read = np.random.default_rng([SEED, start.toordinal()]), Read.of_part(articles, start)
    tables = dict[str, pa.Table]()
    for draw in (drawn.voices, drawn.stories, drawn.copies, drawn.edits, drawn.wording):
        tables |= draw(random, read)
    return tables


def tell(home: Home) -> int:
    """Add the further tables to a lake whose parts lack them, and return to how many parts.

    Voices count only in the batch of their articles: so they are committed, and then put into it.
    """
    lake, ledger = Lake(home.lake), Ledger(home.lake / "ledger.sqlite")
    day = date.fromisoformat(lake.batches("articles")[0].removeprefix("day:"))
    known = {name: lake.read(name, batches=["catalogue"]) for name in ("outlets", "runs")}
    lake.commit(TOLD, further_catalogue(**known), day=day)
    is_told = lake.batches("voices") if "voices" in {file.table for file in lake.live()} else []
    batches = [batch for batch in lake.batches("articles") if batch not in is_told]
    for batch in batches:
        day = date.fromisoformat(batch.removeprefix("day:"))
        tables = told(lake.read("articles", batches=[batch], columns=COLUMNS), day)
        lake.commit(f"told:{day}", tables, day=day)
        with ledger.writing() as connection:
            connection.execute("update files set batch_id = ? where batch_id = ?", (batch, f"told:{day}"))
    return len(batches)


def further_catalogue(outlets: pa.Table, runs: pa.Table) -> dict[str, pa.Table]:
    """Return the outlets with owners, some of them forces and agencies, and a second run of each."""
    numbers = range(len(outlets))
    kinds = ["official-force" if is_official(n) else "national" if is_agency(n) else "local" for n in numbers]
    owners = [f"group-{n % 40}" if n % 5 else None for n in numbers]
    return {
        "outlets": _with(_with(outlets, "kind", kinds), "owner", owners),
        "runs": _with(runs, "run_id", ["r2"] * len(runs)),
    }


def _with(table: pa.Table, column: str, values: list[str] | list[str | None]) -> pa.Table:
    at = table.schema.get_field_index(column)
    return table.set_column(at, table.schema.field(at), [values])


if __name__ == "__main__":
    main()
