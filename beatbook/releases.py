"""Answers `beatbook releases`: what came of each press release, and whose voices were added to one."""

from collections.abc import Sequence

from beatbook import measured, moments
from beatbook.book import Book, opened
from beatbook.formats import Format, emit
from beatbook.printable import line

ALL = (
    "day",
    "article_id",
    "headline",
    "articles",
    "outlets",
    "most_taken",
    "first_lag_hours",
    "voices_added",
)
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
MEANING = {
    "told": "Told in their own words",
    "silent": "Silent, though we saw them that day and the next",
    "partial": "Nothing found, but one of the two days was not seen",
    "blind": "Blind, so nothing can be said",
}
ADDED = ("outlet", "role", "speaker", "text")


def list_them(outlet: str | None, since: str | None, until: str | None, form: Format) -> None:
    """Write the releases of official bodies with what came of each; a dash where we saw no outlet."""
    from rich.text import Text

    from beatbook import rows_face
    from beatbook.screen import out
    from warehouse import query

    first, last = moments.asked_day(since, "--from"), moments.asked_day(until, "--to")
    with opened() as book:
        found = query.releases(book.connection, outlet=outlet, since=first, until=last)
        if form is Format.TABLE:
            out().print(Text(_summary(found["articles"].to_pylist(), book.reach), style="bold"))
            if found.num_rows:
                out().print()
                rows_face.show(found.select(ALL), written=WRITTEN)
                out().print(
                    Text("\nWhat came of one, and who was silent: `beatbook releases ARTICLE`", style="dim")
                )
            out().print(Text(measured.beside("copies"), style="dim"))
            out().print(Text(book.as_of, style="dim"))
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
    if made.num_rows:
        rows_face.show(made.select(MADE), written=WRITTEN)
    else:
        screen.print(Text("Nothing that we hold was made from it."))
    added = query.voices_added(book.connection, release_id)
    if added.num_rows:
        screen.print(Text("\nVoices added", style="bold"))
        rows_face.show(added.select(ADDED), wide=("text",))
    outlets = query.silence(book.connection, release_id).to_pylist()
    for state, meaning in MEANING.items():
        names = [
            line(book.outlets.get(row["outlet"], row["outlet"])) for row in outlets if row["state"] == state
        ]
        if names:
            screen.print(Text(f"\n{meaning}: {', '.join(names)}."))
    screen.print(Text(f"\n{measured.beside('copies')}", style="dim"))
    screen.print(Text(book.as_of, style="dim"))


def _summary(made: Sequence[int | None], reach: str) -> str:
    """Return how many of the releases somebody ran; of each, how many articles were made, None if unseen.

    >>> _summary([2, 0, None, 0], "")
    '4 releases: 1 was run, 2 were run by no outlet that was up, 1 cannot be judged: no outlet was seen.'
    """
    if not made:
        return f"No release of an official body. {reach}"
    ran, unseen = sum(bool(each) for each in made), made.count(None)
    told = [(ran, "run"), (len(made) - ran - unseen, "run by no outlet that was up")]
    parts = [f"{count:,} {'was' if count == 1 else 'were'} {what}" for count, what in told]
    parts += [f"{unseen:,} cannot be judged: no outlet was seen"] if unseen else []
    return f"{len(made):,} release{'' if len(made) == 1 else 's'}: {', '.join(parts)}."
