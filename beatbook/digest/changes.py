"""Finds what a digest tells of what became of texts: edits, press releases, and sources in trouble."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from beatbook import moments
from beatbook.digest.asking import of_window, piece, pieces, rows
from beatbook.digest.findings import when
from beatbook.digest.lines import Change, Line, Piece, Section
from beatbook.digest.window import Window
from beatbook.digest.wording import count, listed, sentence
from beatbook.edits import reasoned, spelt
from beatbook.printable import counted
from beatbook.site.answers import literal

if TYPE_CHECKING:
    from beatbook.book import Book

MOST = 12  # lines of a section
LONG = 300  # characters of the words before, and after
# The kinds of edit that change what a reader takes away, weightiest first; all others are plain.
SERIOUS = (
    "correction_notice",
    "name_removed",
    "voice_removed",
    "headline_swapped",
    "softened",
    "sharpened",
    "made_passive",
    "made_active",
    "police_line_added",
    "number_changed",
    "name_added",
    "voice_added",
)


def edits(book: "Book", told: Window) -> Section:
    """Return the articles that were seen to be edited, by their gravest edit; plain ones are counted only."""
    found = rows(book, "edits", seen_after=told.seen_after, seen_until=told.seen_until)
    changed = _by_article(found)
    grave = sorted((some for some in changed if gravity(some) < len(SERIOUS)), key=gravity)
    lines = tuple(edit(some) for some in grave[:MOST])
    plain = Counter(spelt(row["kind"]) for some in changed if gravity(some) == len(SERIOUS) for row in some)
    notes = [] if lines else [_unchanged(book, told, changed)]
    if len(grave) > len(lines):
        notes.append(f"And {len(grave) - len(lines)} more: `beatbook edits`.")
    if plain:
        kinds = ", ".join(f"{kind} {times}" for kind, times in plain.most_common())
        notes.append(f"{sentence(count(len(changed) - len(grave), 'plain change'))} besides: {kinds}.")
    if any("name removed" in change.kinds for line in lines for change in line.changes):
        notes.append("A name may be taken out because a court said so: think before you pass it on.")
    return Section("edits", "Edits", lines, " ".join(notes), len(grave))


def _unchanged(book: "Book", told: Window, changed: list[list[dict[str, Any]]]) -> str:
    """Return why no edit is told; where nobody looked again, none can be seen."""
    from warehouse import query

    if changed:
        return "No article was seen to change in a way that tells."
    since, until = map(moments.london_day, (told.seen_after, told.seen_until))
    looks = query.second_looks(book.connection, since=since, until=until)
    if not looks:
        return "No article was looked at again, so no edit could be seen."
    return f"None seen in {counted(looks, 'second look')} at articles."


def serious(found: Sequence[dict[str, Any]]) -> Iterator[Line]:
    """Yield a line for each article and moment with a serious edit, in the order of the rows."""
    yield from (edit(some) for some in _by_article(found) if gravity(some) < len(SERIOUS))


def _by_article(found: Sequence[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    groups: dict[tuple[str, int], list[dict[str, Any]]] = {}  # two outlets may change at one moment
    for row in found:
        groups.setdefault((row["article_id"], row["revision"]), []).append(row)
    return list(groups.values())


def gravity(some: list[dict[str, Any]]) -> int:
    """Return the place of the weightiest kind among those that are serious; their number if none is."""
    return min(SERIOUS.index(row["kind"]) if row["kind"] in SERIOUS else len(SERIOUS) for row in some)


def edit(some: list[dict[str, Any]]) -> Line:
    """Return one article's edits of one moment, the gravest words first."""
    first = some[0]
    after = "" if first["hours_after"] is None else f", {_after(first['hours_after'])} after publication"
    ranked = sorted(some, key=lambda row: gravity([row]))
    places: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in ranked:
        if row["kind"] in SERIOUS:
            places.setdefault((row["old_text"], row["new_text"]), []).append(row)
    changes = tuple(
        Change(", ".join(reasoned(row) for row in of), _cut(old), _cut(new))
        for (old, new), of in places.items()
    )
    where = f"article_id = {literal(first['article_id'])} and revision = {first['revision']}"
    return Line(
        f"edit:{first['article_id']}:{first['revision']}",
        first["headline"] or "(no headline)",
        f"{first['outlet']}, seen {moments.day_and_time(first['edited_at'])}{after}.",
        f"from edits() where {where}",
        f"article.html#id={first['article_id']}",
        first["day"],
        first["edited_at"],
        (piece(first),),
        changes,
    )


def releases(book: "Book", told: Window) -> Section:
    """Return what came of the press releases of the days judged, first those that nobody ran."""
    since, until = told.judged
    found = rows(book, "releases", since=since, until=until)
    ran = pieces(book, [id for row in found[:MOST] for id in row["article_ids"] or []])
    lines = []
    for row in found[:MOST]:
        made = tuple(ran[id] for id in row["article_ids"] or [] if id in ran)
        lines.append(
            Line(
                f"release:{row['article_id']}",
                row["headline"] or "(no headline)",
                f"{row['outlet']}, {moments.day(row['day'])}. {_came(row, made)}",
                f"from releases where article_id = {literal(row['article_id'])}"
                if not made
                else f"from lineage({literal(row['article_id'])})",
                f"releases.html#release={row['article_id']}",
                row["day"],
                articles=(piece(row), *made),
            )
        )
    note = f"{sentence(count(len(found), 'press release'))} {when(since, until)}."
    note += f" {len(found) - len(lines)} of them are not listed." if len(found) > len(lines) else ""
    return Section("releases", "Press releases", tuple(lines), note, len(found))


def _came(row: dict[str, Any], made: Sequence[Piece]) -> str:
    if row["articles"] is None:
        return "We saw no outlet, so nobody knows who ran it."
    if not row["articles"]:
        return f"Nobody ran it, of {count(row['outlets_up'], 'outlet')} that we saw."
    taken = "" if row["most_taken"] is None else f"; up to {row['most_taken']:.0%} of its words were printed"
    names = listed(list(dict.fromkeys(each.outlet for each in made))) or count(row["outlets"], "outlet")
    return f"Run by {names}{taken}."


def sources(book: "Book", told: Window) -> Section:
    """Return the outlets that were blind or seen in part, with the reason."""
    lines = []
    for row in of_window(book, "sources", told):
        days = f"since := {literal(told.since)}, until := {literal(told.day)}"
        lines.append(
            Line(
                f"source:{row['outlet']}:{told.day}",
                row["name"],
                f"{sentence(_trouble(row, told))}: {row['reason'] or 'no reason is recorded'}.",
                f"from coverage(every := 'day', {days}, outlet := {literal(row['outlet'])})",
                f"sources.html#outlet={row['outlet']}",
                told.day,
            )
        )
    note = "" if lines else "Every outlet that we ask was seen on every day."
    return Section("sources", "Sources in trouble", tuple(lines), note, len(lines))


def unseen(book: "Book", told: Window) -> tuple[str, ...]:
    """Return in sentences what could not be seen; empty if all could."""
    (seen,) = of_window(book, "seen", told)
    said = [
        f"{row['name']} could not be seen {_days(row, told)}: what it ran then is not known."
        for row in of_window(book, "sources", told)
        if row["days_blind"]
    ]
    if seen["never"]:
        said.append(f"Never reached: {listed(seen['never'])}.")
    return tuple(said)


def _trouble(row: dict[str, Any], told: Window) -> str:
    blind = f"blind {_days(row, told)}" if row["days_blind"] else ""
    degraded = f"degraded on {count(row['days_degraded'], 'day')}" if row["days_degraded"] else ""
    return ", ".join(filter(None, [blind, degraded]))


def _days(row: dict[str, Any], told: Window) -> str:
    first, last, days = row["first_blind"], row["last_blind"], row["days_blind"]
    if first == last:
        return f"on {moments.day(first)}"
    whole = days == (last - first + dt.timedelta(days=1)).days
    return f"from {moments.span(first, last)}" if whole else f"on {count(days, 'day')} of {told.days}"


def _after(hours: float) -> str:
    if hours < 1:
        return "within the hour"
    return f"{hours:,.0f} hours" if hours < 48 else f"{hours / 24:,.0f} days"


def _cut(text: str) -> str:
    return text if len(text) <= LONG else text[:LONG].rpartition(" ")[0] + " …"
