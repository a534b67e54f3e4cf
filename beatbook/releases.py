"""Answers `beatbook releases`: what came of each press release, and whose voices were added to one."""

from collections.abc import Sequence
from typing import Any

from beatbook import measured, moments, outlets_told
from beatbook.book import Book, opened
from beatbook.formats import Format, emit
from beatbook.printable import counted, line

MOST = 200  # releases that are listed on a screen
MADE = (
    "outlet",
    "lag_hours",
    "share_of_release",
    "share_of_article",
    "words_added",
    "voices_added",
    "article_id",
)
WRITTEN = {"share_of_release": ".0%", "share_of_article": ".0%", "lag_hours": ",.1f"}
MEANING = {
    "told": "Told in their own words",
    "silent": "Silent, though we saw them that day and the next",
    "partial": "Nothing found, but one of the two days was not seen",
    "blind": "Blind, so nothing can be said",
}
ADDED = ("outlet", "role", "speaker", "text")


def list_them(outlet: str | None, since: str | None, until: str | None, form: Format) -> None:
    """Write the releases of official bodies with what came of each."""
    from warehouse import query

    first, last = moments.asked_days(since, until)
    with opened() as book:
        found = query.releases(book.connection, outlet=outlet, since=first, until=last)
        if form is Format.TABLE:
            _list(book, found.to_pylist())
        else:
            emit(found, form)


def _list(book: Book, found: Sequence[dict[str, Any]]) -> None:
    from rich.padding import Padding
    from rich.text import Text

    from beatbook.screen import out

    screen = out()
    screen.print(Text(_summary([row["articles"] for row in found], book.reach), style="bold"))
    for row in found[:MOST]:
        screen.print(Text.assemble("\n", line(row["headline"]), "  ", (row["article_id"], "cyan")))
        when = moments.day(row["day"]) if row["day"] else "no date"
        about = f"{when} · {outlets_told.name(book, row['outlet'])} · {came_of(row)}"
        screen.print(Padding(Text(about, style="dim"), (0, 0, 0, 2), expand=False))
    if len(found) > MOST:
        more = f"\nand {len(found) - MOST:,} more: --from, --to or --outlet narrow it, --format csv has all."
        screen.print(Text(more, style="dim"))
    if found:
        screen.print(Text("\nWhat came of one, and who was silent: `beatbook releases ID`", style="dim"))
    screen.print(Text(measured.beside("copies"), style="dim"))
    screen.print(Text(book.as_of, style="dim"))


def came_of(release: dict[str, Any]) -> str:
    """Return in words what came of one release, as `warehouse.query.releases` has it.

    >>> lags = {"first_lag_hours": 4.2, "most_taken": 0.85}
    >>> came_of({"articles": 2, "outlets": 1, "voices_added": ["council"]} | lags)
    '2 articles of 1 outlet · first after 4 h · up to 85% of it taken · voices added: council'
    """
    if release["articles"] is None:
        return "no outlet was seen then, so nothing can be said"
    if not release["articles"]:
        return "nobody ran it"
    told = [f"{counted(release['articles'], 'article')} of {counted(release['outlets'], 'outlet')}"]
    if release["first_lag_hours"] is not None:
        told.append(f"first after {release['first_lag_hours']:,.0f} h")
    if release["most_taken"] is not None:
        told.append(f"up to {release['most_taken']:.0%} of it taken")
    if release["voices_added"] is not None:
        roles = [role.replace("_", " ") for role in release["voices_added"]]
        told.append(f"voices added: {', '.join(roles) or 'none'}")
    return " · ".join(told)


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
    outlet = outlets_told.name(book, release["outlet"])
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
    outlets_told.tell_states(book, query.silence(book.connection, release_id).to_pylist(), MEANING)
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
