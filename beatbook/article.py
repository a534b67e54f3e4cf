"""Answers `beatbook article`: one article as the book holds it, with the words its tags rest on."""

import sys
from typing import Any

from beatbook.beat_line import beat_line
from beatbook.book import Book, opened
from beatbook.formats import Format, as_json, emit
from beatbook.moments import day_and_time
from beatbook.printable import line


def answer(name: str, form: Format) -> None:
    """Write the article with this id, beginning of an id, or URL.

    As CSV or Parquet it is its evidence, one row a span; as JSON the article with its evidence and
    voices inside.
    """
    from warehouse import query

    with opened() as book:
        found = query.article(book.connection, name).to_pylist()[0]
        spans = query.evidence(book.connection, found["article_id"])
        voices = query.heard(book.connection, found["article_id"]).to_pylist()
        place = query.copy(book.connection, found["article_id"])
        match form:
            case Format.TABLE:
                _show(book, found, spans.to_pylist(), voices, place)
            case Format.JSON:
                told = {**found, "copy": place, "evidence": spans.to_pylist(), "voices": voices}
                sys.stdout.write(as_json(told) + "\n")
            case _:
                emit(spans, form)


def _show(
    book: Book,
    article: dict[str, Any],
    spans: list[dict[str, Any]],
    voices: list[dict[str, Any]],
    place: dict[str, Any] | None,
) -> None:
    from beatbook import copied, page_face
    from beatbook.screen import has_colour, out

    outlet = line(book.outlets[article["outlet"]])
    byline = f"by {', '.join(article['authors'])}" if article["authors"] else ""
    published = day_and_time(article["published_at"]) or "no date"
    modified = f"changed {day_and_time(article['modified_at'])}" if _is_changed(article) else ""
    facts = [
        " · ".join(part for part in (outlet, published, modified) if part),
        " · ".join(part for part in (byline, article["section"], f"{article['words']:,} words") if part),
        article["url"],
        _on_beat(article),
        copied.sentence(place),
        _edited(article),
    ]
    tags = page_face.tags(_grouped(spans, "topic"), _grouped(spans, "entity"), voices)
    out().print(page_face.face(article, tags, facts, colour=has_colour(), foot=_archived(book, article)))


def _is_changed(article: dict[str, Any]) -> bool:
    return bool(article["modified_at"]) and article["modified_at"] != article["published_at"]


def _edited(article: dict[str, Any]) -> str:
    seen = article["revisions"]
    return f"{seen} revisions: --versions shows what was edited." if seen > 1 else ""


def _on_beat(article: dict[str, Any]) -> str:
    known = article["relevance"] is not None
    return beat_line(article["relevance"], article["is_on_beat"], article["reasons"]) if known else ""


def _grouped(spans: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    """Return the tags of one kind with their evidence, the most mentioned first."""
    tags: dict[str, dict[str, Any]] = {}
    for span in spans:
        if span["kind"] == kind:
            named = {"name": span["name"] or span["tag"], "note": kind, "evidence": []}
            tags.setdefault(span["tag"], named)["evidence"].append(span)
    return sorted(tags.values(), key=lambda tag: -len(tag["evidence"]))


def _archived(book: Book, article: dict[str, Any]) -> str:
    fetched = f"Fetched {day_and_time(article['fetched_at'])} in run {article['run_id']}."
    if not article["warc_file"]:
        return f"{fetched} Its page is not archived."
    file = book.home.archive / article["warc_file"]
    return f"{fetched} Page as served: {file} at byte {article['warc_offset']:,}."
