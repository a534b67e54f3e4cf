"""Answers `beatbook outlets`: what there is, one row each."""

from beatbook.book import opened
from beatbook.formats import Format, emit
from beatbook.screen import out

OUTLETS = ("outlet", "name", "articles", "first_day", "last_day", "reason")
ROOMY = ("outlet", "name", "kind", "region", "articles", "first_day", "last_day", "reason")
ROOM = 110  # columns of a screen on which all of these fit


def outlets(form: Format) -> None:
    """Write the outlets of the book with what each gave."""
    from beatbook import rows_face
    from warehouse import query

    with opened() as book:
        rows = query.outlets(book.connection)
        if form is not Format.TABLE:
            emit(rows, form)
            return
        columns: tuple[str, ...] = ROOMY if out().width >= ROOM else OUTLETS
        if rows["reason"].null_count == rows.num_rows:
            columns = tuple(name for name in columns if name != "reason")
        rows_face.show(rows.select(columns), wide=("reason",))
