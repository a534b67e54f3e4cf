"""What `beatbook.open()` gives: the published book, to ask from scripts and notebooks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from beatbook.moments import day_and_time
from warehouse import query
from warehouse.home import Home

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

    from warehouse.query import Connection
    from warehouse.snapshots import When


@dataclass(frozen=True)
class Answer:
    """The rows of an answer, as the frame you work with; `len(answer)` is their number.

    It offers the Arrow PyCapsule interface too, so that `polars.DataFrame(answer)` and whatever else speaks
    Arrow take it as it is.
    """

    table: "pa.Table"

    def arrow(self) -> "pa.Table":
        """Return the rows as a pyarrow table."""
        return self.table

    def pandas(self) -> "pd.DataFrame":
        """Return the rows as a pandas frame; days are datetime64, so that they plot and resample.

        Raises ModuleNotFoundError without pandas: `pip install pandas`.
        """
        _require("pandas")
        return self.table.to_pandas(date_as_object=False)

    def polars(self) -> "pl.DataFrame":
        """Return the rows as a polars frame. Raises ModuleNotFoundError without: `pip install polars`."""
        _require("polars")
        import polars

        frame = polars.from_arrow(self.table)
        assert isinstance(frame, polars.DataFrame)  # noqa: S101  a table, never a column
        return frame

    def rows(self) -> list[dict[str, Any]]:
        """Return the rows as dictionaries."""
        return list(self.table.to_pylist())

    def __len__(self) -> int:
        return int(self.table.num_rows)

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self.table.__arrow_c_stream__(requested_schema)


class OpenBook:
    """One published snapshot, open for reading: it stays as it is, whatever is published meanwhile.

    Each question may take so many `seconds`; DuckDB keeps within `warehouse.limits.LIMITS`, an answer within
    `warehouse.answers.MOST_BYTES`. What cannot be answered raises `beatbook.QuestionError`, which says what
    to do next. One book is for one thread: to open another takes some milliseconds.
    """

    def __init__(self, connection: "Connection", seconds: float = query.TIME_LIMIT_SECONDS) -> None:
        self.connection, self.seconds = connection, seconds

    def sql(self, text: str, values: Mapping[str, Any] | None = None) -> Answer:
        """Return the answer to any SQL; `$name` in it stands for the value of that name."""
        return Answer(query.sql(self.connection, text, values, seconds=self.seconds))

    def table(self, name: str) -> Answer:
        """Return a whole table or view: `from data_dictionary` lists them, column by column."""
        query.require_table(self.connection, name)
        return self.sql(f'from "{name}"')

    def trend(
        self,
        topic: str,
        *,
        by: str | None = None,
        every: str = "week",
        share: bool = False,
        outlet: str | None = None,
        since: date | None = None,
        until: date | None = None,
    ) -> Answer:
        """Return how much was written about a topic in each period: see `warehouse.query.trend`."""
        asked = {"by": by, "every": every, "share": share, "outlet": outlet, "since": since, "until": until}
        with query.within(self.connection, self.seconds):
            return Answer(query.trend(self.connection, topic, **asked))  # type: ignore[arg-type]

    def search(
        self,
        words: str,
        *,
        limit: int = 20,
        outlet: str | None = None,
        topic: str | None = None,
        since: date | None = None,
        until: date | None = None,
    ) -> Answer:
        """Return the articles that hold what is asked for, the best first: see `warehouse.query.search`."""
        asked = {"limit": limit, "outlet": outlet, "topic": topic, "since": since, "until": until}
        with query.within(self.connection, self.seconds):
            return Answer(query.search(self.connection, words, **asked))  # type: ignore[arg-type]

    def article(self, name: str) -> dict[str, Any]:
        """Return one article with its text, by its id, the first letters of its id, or its address."""
        (row,) = query.article(self.connection, name).to_pylist()
        return dict(row)

    def evidence(self, article_id: str) -> Answer:
        """Return the spans of an article that its tags stand on: see `warehouse.query.evidence`."""
        with query.within(self.connection, self.seconds):
            return Answer(query.evidence(self.connection, article_id))

    @property
    def cite(self) -> str:
        """What to print under a figure: when the book was published, from which state, by which taxonomy."""
        return cited(self.connection)

    def close(self) -> None:
        """Let go of the snapshot."""
        self.connection.close()

    def __enter__(self) -> "OpenBook":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<book: {self.cite}>"


def open_book(home: str | Path | None, as_of: "When | None", seconds: float) -> OpenBook:
    """Return the book as `beatbook.open` describes it."""
    where = Home(Path(home).expanduser().resolve()) if home else Home.from_env()
    return OpenBook(query.open(where, as_of), seconds)


def cited(connection: "Connection") -> str:
    """Return the line that cites the snapshot."""
    snapshot = query.snapshot(connection)
    built = day_and_time(snapshot["built_at"]).partition(" ")[2]  # without its weekday, to fit on a line
    return f"As of {built} · snapshot {snapshot['version']} · topics {snapshot['taxonomy_version'] or 'none'}"


def _require(library: str) -> None:
    from importlib.util import find_spec

    if find_spec(library) is None:
        raise ModuleNotFoundError(
            f"This frame needs {library}: `pip install {library}`; .arrow() needs nothing more.", name=library
        )
