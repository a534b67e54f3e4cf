"""Answers `beatbook article ID --versions`: an article's revisions, word by word beside the one before."""

import datetime as dt
import sys
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from beatbook.book import Book, opened
from beatbook.formats import Format, as_json, emit
from beatbook.moments import day_and_time
from beatbook.printable import counted, line

NOT_KEPT = "Its text was not kept: refine its day again."


def answer(name: str, form: Format) -> None:
    """Write how the article with this id, beginning of an id, or URL was edited.

    As CSV or Parquet it is its typed edits, one row each; as JSON its revisions, each with its text, its
    edits and the words that are gone, new and the same.
    """
    from warehouse import query

    with opened() as book:
        article = query.article(book.connection, name).to_pylist()[0]
        revisions = query.revisions(book.connection, article["article_id"]).to_pylist()
        edits = query.edits(book.connection, article_id=article["article_id"])
        match form:
            case Format.TABLE:
                _show(book, article, revisions, edits.to_pylist())
            case Format.JSON:
                told = list(_told(revisions, edits.to_pylist()))
                sys.stdout.write(as_json({"article_id": article["article_id"], "revisions": told}) + "\n")
            case _:
                emit(edits, form)


def _told(revisions: Sequence[dict[str, Any]], edits: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield each revision with its edits and, field by field, how it differs from the one before."""
    before = None
    for revision in revisions:
        typed = [edit for edit in edits if edit["revision"] == revision["revision"]]
        diffs = {field: _diff(before, revision, field) for field in ("headline", "body")}
        yield {
            **revision,
            "edits": typed,
            "diff": {field: [segment._asdict() for segment in found] for field, found in diffs.items()},
        }
        before = revision


def _diff(before: dict[str, Any] | None, after: dict[str, Any], field: str) -> Any:
    from transforms.revisions import own_paragraphs
    from transforms.word_diff import diff, whole

    if before is None or before[field] is None or after[field] is None:
        return []
    return diff(before[field], after[field], whole if field == "headline" else own_paragraphs)


def _show(
    book: Book, article: dict[str, Any], revisions: Sequence[dict[str, Any]], edits: list[dict[str, Any]]
) -> None:
    from rich.text import Text

    from beatbook.edits import reasoned
    from beatbook.redline import redlined
    from beatbook.screen import has_colour, out

    colour, screen = has_colour(), out()
    outlet = line(book.outlets[article["outlet"]])
    screen.print(Text.assemble((line(article["headline"]), "bold"), "  ", (article["article_id"], "cyan")))
    published = day_and_time(article["published_at"]) or "no date"
    screen.print(
        Text(f"{outlet} · published {published} · {counted(len(revisions), 'revision')}", style="dim")
    )
    earlier = [None, *revisions][: len(revisions)]
    for before, after in zip(earlier, revisions, strict=True):
        screen.print()
        screen.print(_title(after, is_first=before is None))
        heading = _diff(before, after, "headline") or [("same", after["headline"])]
        screen.print(redlined(heading, colour=colour), style="bold")
        if before is None:
            continue
        kinds = [reasoned(edit) for edit in edits if edit["revision"] == after["revision"]]
        screen.print(Text("; ".join(dict.fromkeys(kinds)), style="italic"))
        if before["body"] is None or after["body"] is None:
            screen.print(Text(_why(book, article, before), style="yellow"))
        for paragraph in _passages(_diff(before, after, "body")):
            screen.print()
            screen.print(paragraph, width=min(screen.width, 90))
    screen.print()
    if len(revisions) < 2:
        screen.print(Text("No edit was seen since it was first read.", style="dim"))
    screen.print(Text(book.as_of, style="dim"))


def _why(book: Book, article: dict[str, Any], revision: dict[str, Any]) -> str:
    """Return why a revision's text is not there: its time is over, or it was never kept."""
    from beatbook.page_face import time_is_over
    from warehouse import keeping

    today = dt.datetime.now(dt.UTC).date()
    rule = keeping.texts(book.home.root)
    days = article["text_kept_days"] or rule.over(article["outlet"], revision["valid_from"].date(), today)
    return time_is_over(days) or NOT_KEPT


def _title(revision: dict[str, Any], *, is_first: bool) -> Any:
    from rich.text import Text

    at = day_and_time(revision["valid_from"]) or "from no take"
    read = "as first read" if is_first else "read"
    title = f"Revision {revision['revision']}, {read} {at}, {revision['words']:,} words"
    page = (
        f" · {line(revision['warc_file'])} at byte {revision['warc_offset']:,}"
        if revision["warc_file"]
        else ""
    )
    return Text(title + page, style="dim")


def _passages(segments: Any) -> Iterator[Any]:
    """Yield the paragraphs in which something changed, and how many as before lie between them."""
    from rich.text import Text

    from beatbook.redline import is_changed, paragraphs, redlined
    from beatbook.screen import has_colour

    kept = [paragraph for paragraph in paragraphs(segments) if paragraph]
    if not any(map(is_changed, kept)):
        return
    for changed, group in groupby(kept, is_changed):
        run = list(group)
        if changed:
            yield from (redlined(paragraph, colour=has_colour()) for paragraph in run)
        else:
            yield Text(f"… {counted(len(run), 'paragraph')} as before …", style="dim")
