"""What people touch: the command line, the demo newsstand, the reports; `open` is the door for Python."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from beatbook.open_book import Answer, OpenBook
    from warehouse.snapshots import When
    from warehouse.unanswered import NoWarehouse, QuestionError

__all__ = ["Answer", "NoWarehouse", "OpenBook", "QuestionError", "open"]
_WHERE = {
    "Answer": "beatbook.open_book",
    "OpenBook": "beatbook.open_book",
    "NoWarehouse": "warehouse.unanswered",
    "QuestionError": "warehouse.unanswered",
}


def open(
    home: "str | Path | None" = None, as_of: "When | None" = None, *, seconds: float = 60.0
) -> "OpenBook":
    """Return the published book, read-only, for scripts and notebooks: docs/doors.md.

    `home` is the book's folder (BEATBOOK_HOME, or the one the command line would take, unless given); `as_of`
    a day, as 2026-11-01, whose last snapshot is wanted, a time in London, as 2026-11-01T15:00, or the version
    of a snapshot; `seconds` what one question may take. Close it when done, or use it in a `with`. Raises
    NoWarehouse before anything was published: `make demo` makes a book.

        with beatbook.open() as book:
            frame = book.sql("from trend('stop-and-search', every := 'month')").pandas()
    """
    from beatbook.open_book import open_book

    return open_book(home, as_of, seconds)


def __getattr__(name: str) -> object:
    """Return what stands in another module, so that `import beatbook` alone imports nothing."""
    if name not in _WHERE:
        raise AttributeError(f"module 'beatbook' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_WHERE[name]), name)
