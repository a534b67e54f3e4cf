"""The two forms in which rows leave DuckDB: as an Arrow table, or as plain Python values.

Arrow is for frames and large answers. Plain rows are for who prints some: importing Arrow, and numpy with it,
takes longer than most answers.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import duckdb

from warehouse.unanswered import TooLarge

if TYPE_CHECKING:
    import pyarrow as pa

Connection = duckdb.DuckDBPyConnection
T = TypeVar("T")
Fetch = Callable[[Connection], T]  # takes what a connection was asked last
MOST_BYTES = 2_000_000_000  # of an answer: DuckDB's own memory limit does not know what we hold
ROWS_AT_A_TIME = 100_000


@dataclass(frozen=True)
class Rows:
    """An answer as plain Python values."""

    column_names: list[str]
    values: Sequence[tuple[Any, ...]]

    @property
    def num_rows(self) -> int:
        """How many rows there are."""
        return len(self.values)

    def to_pylist(self) -> list[dict[str, Any]]:
        """Return the rows as dictionaries, as an Arrow table does."""
        return [dict(zip(self.column_names, row, strict=True)) for row in self.values]


def arrow(con: Connection) -> "pa.Table":
    """Return the answer as an Arrow table. Raises TooLarge beyond two gigabytes."""
    import pyarrow as pa

    reader = con.to_arrow_reader(ROWS_AT_A_TIME)
    batches, held = list[pa.RecordBatch](), 0
    for batch in reader:
        held += batch.nbytes
        if held > MOST_BYTES:
            told = (
                f"This answer has more than {MOST_BYTES / 1e9:g} GB: ask for less, or `beatbook export` it."
            )
            raise TooLarge(told)
        batches.append(batch)
    return pa.Table.from_batches(batches, reader.schema)


def plain(con: Connection) -> Rows:
    """Return the answer as plain rows."""
    names = [column[0] for column in con.description or ()]
    return Rows(names, con.fetchall())
