"""Answers `beatbook outlets` and `beatbook releases`: what there is, one row each."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from beatbook import moments
from beatbook.book import opened
from beatbook.formats import Format, emit
from beatbook.screen import out

if TYPE_CHECKING:
    import pyarrow as pa

OUTLETS = ("outlet", "name", "articles", "first_day", "last_day", "reason")
ROOMY = ("outlet", "name", "kind", "region", "articles", "first_day", "last_day", "reason")
ROOM = 110  # columns of a screen on which all of these fit
RELEASES = ("day", "outlet", "headline", "articles", "outlets", "most_taken", "first_lag_hours")


def outlets(form: Format) -> None:
    """Write the outlets of the book with what each gave."""
    from warehouse import query

    _list(query.outlets, ROOMY if out().width >= ROOM else OUTLETS, ("reason",), form)


def releases(outlet: str | None, since: str | None, until: str | None, form: Format) -> None:
    """Write the releases of official bodies with what came of each; a dash where we saw no outlet."""
    from warehouse import query

    first, last = moments.asked_day(since, "--from"), moments.asked_day(until, "--to")
    _list(
        lambda connection: query.releases(connection, outlet=outlet, since=first, until=last),
        RELEASES,
        (),
        form,
    )


def _list(
    question: "Callable[..., pa.Table]", columns: tuple[str, ...], wide: tuple[str, ...], form: Format
) -> None:
    from beatbook import rows_face

    with opened() as book:
        rows = question(book.connection)
        if form is Format.TABLE:
            empty = [name for name in wide if rows[name].null_count == rows.num_rows]
            rows_face.show(rows.select([name for name in columns if name not in empty]), wide=wide)
        else:
            emit(rows, form)
