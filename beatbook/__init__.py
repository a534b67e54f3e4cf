"""What people touch: the command line, the demo newsstand, the reports; `open` is the door for Python."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from warehouse.query import Connection

__all__ = ["open"]


def open(home: str | Path | None = None, *, as_of: date | None = None) -> "Connection":
    """Return a read-only connection to the published warehouse, for scripts and notebooks.

    `home` is the book's folder (BEATBOOK_HOME, or the one the command line would take, unless given); `as_of`
    a day whose last snapshot is wanted. It is DuckDB's own connection: `.sql(...)` gives a relation with
    `.arrow()`, `.df()` (pandas) and `.pl()` (polars). Close it, or use it in a `with`, when done. Raises
    `warehouse.query.NoWarehouse`.

        with beatbook.open() as book:
            frame = book.sql("from trend('stop-and-search', every := 'month')").df()
    """
    from warehouse import query
    from warehouse.home import Home

    return query.open(Home(Path(home).resolve()) if home else Home.from_env(), as_of)
