"""Answers `beatbook releases`: what came of each press release, and whose voices were added to one."""

from beatbook import moments
from beatbook.book import Book, opened
from beatbook.formats import Format, emit
from beatbook.printable import line

ALL = ("day", "outlet", "headline", "articles", "outlets", "most_taken", "first_lag_hours", "voices_added")
MADE = (
    "outlet",
    "lag_hours",
    "share_of_release",
    "share_of_article",
    "words_added",
    "voices_added",
    "article_id",
)
WRITTEN = {"most_taken": ".0%", "share_of_release": ".0%", "share_of_article": ".0%"}
WRITTEN |= {"first_lag_hours": ",.1f", "lag_hours": ",.1f"}
ADDED = ("outlet", "role", "speaker", "text")


def list_them(outlet: str | None, since: str | None, until: str | None, form: Format) -> None:
    """Write the releases of official bodies with what came of each; a dash where we saw no outlet."""
    from beatbook import rows_face
    from warehouse import query

    first, last = moments.asked_day(since, "--from"), moments.asked_day(until, "--to")
    with opened() as book:
        found = query.releases(book.connection, outlet=outlet, since=first, until=last)
        if form is Format.TABLE:
            rows_face.show(found.select(ALL), written=WRITTEN)
        else:
            emit(found, form)


def answer(name: str, form: Format) -> None:
    """Write what was made from one release, or from any other original, and whom each article added."""
    from warehouse import query

    with opened() as book:
        ((release_id,),) = query.article(book.connection, name).select(["article_id"]).to_pydict().values()
        if form is Format.TABLE:
            _show(book, release_id)
        else:
            emit(query.lineage(book.connection, release_id), form)


def _show(book: Book, release_id: str) -> None:
    from rich.text import Text

    from beatbook import rows_face
    from beatbook.screen import out
    from warehouse import query

    screen = out()
    (release,) = query.article(book.connection, release_id).to_pylist()
    when = moments.day(release["day"]) if release["day"] else "no date"
    screen.print(Text(line(release["headline"]), style="bold"))
    outlet = line(book.outlets.get(release["outlet"], release["outlet"]))
    screen.print(Text(f"{outlet} · {when} · {release['words']:,} words\n", style="dim"))
    made = query.lineage(book.connection, release_id)
    if made.num_rows == 0:
        screen.print(Text("Nothing that we hold was made from it."))
        return
    rows_face.show(made.select(MADE), written=WRITTEN)
    added = query.voices_added(book.connection, release_id)
    if added.num_rows:
        screen.print(Text("\nVoices added", style="bold"))
        rows_face.show(added.select(ADDED), wide=("text",))
