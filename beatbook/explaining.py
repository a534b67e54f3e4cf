"""Answers `beatbook explain`: reads the saved pages and shows, or writes as JSON, what is seen in them."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from beatbook import saved
from beatbook.beat_line import beat_line
from beatbook.explain import Explanation, explanations
from beatbook.formats import Format, as_json
from beatbook.moments import day_and_time
from beatbook.refusal import Refusal

HEADLINE_WIDTH = 44


def answer(path: Path, url: str | None, form: Format) -> None:
    """Write what is seen in the page, or in each page of the folder; refuses with 1 if there is no article.

    JSON of a page is one object, of a folder an array of objects that each name their `page`.
    """
    if form not in (Format.TABLE, Format.JSON):
        raise Refusal(f"explain answers as table or json: {form.value} has no room for evidence.")
    if url and path.is_dir():
        raise Refusal("--url is the address of one page: name the page, not its folder.")
    seen = explanations(saved.pages(path), url)
    if form is Format.JSON:
        told = seen if path.is_dir() else [{key: seen[0][key] for key in seen[0] if key != "page"}]
        sys.stdout.write(as_json(told if path.is_dir() else told[0]) + "\n")
    elif path.is_dir():
        _summary(seen)
    elif seen[0]["article"]:
        _page(seen[0])
    _refuse_without_article(seen)


def _page(seen: Explanation) -> None:
    from beatbook import page_face
    from beatbook.screen import has_colour, out

    article = seen["article"]
    facts = [
        " · ".join(part for part in (_byline(article), article["section"], _access(article)) if part),
        " · ".join(f"{what} {day_and_time(at)}" for what, at in _times(article).items() if at),
        article["canonical_url"] or "",
        beat_line(**article["relevance"]) if article["relevance"] else "",
    ]
    topics = [{**tag, "note": f"topic · score {tag['score']:g}"} for tag in seen["topics"]]
    entities = [{**tag, "note": tag["kind"].replace("_", " ")} for tag in seen["entities"]]
    tags = page_face.tags(topics, entities, seen["voices"])
    out().print(page_face.face(article, tags, facts, colour=has_colour()))


def _byline(article: dict[str, Any]) -> str:
    return f"by {', '.join(article['authors'])}" if article["authors"] else ""


def _access(article: dict[str, Any]) -> str:
    return "" if article["access"] == "unknown" else str(article["access"])


def _times(article: dict[str, Any]) -> dict[str, str | None]:
    return {"published": article["published_at"], "modified": article["modified_at"]}


def _summary(seen: Sequence[Explanation]) -> None:
    """Write one line a page."""
    from rich.table import Table
    from rich.text import Text

    from beatbook.printable import line
    from beatbook.screen import out

    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 1))
    table.add_column("page", overflow="ellipsis", no_wrap=True, max_width=30)
    table.add_column("headline", overflow="ellipsis", no_wrap=True, max_width=HEADLINE_WIDTH)
    table.add_column("words", justify="right", min_width=5)
    table.add_column("topics", overflow="fold")
    for page in seen:
        article = page["article"]
        if article:
            topics = ", ".join(topic["name"] for topic in page["topics"])
            cells = (Text(line(article["headline"])), f"{len(article['body'].split()):,}", Text(topics))
        else:
            cells = (Text(page["problem"], style="red"), "", Text())
        table.add_row(Text(line(page["page"])), *cells)
    out().print(table)


def _refuse_without_article(seen: Sequence[Explanation]) -> None:
    without = [page for page in seen if not page["article"]]
    if without:
        named = "; ".join(f"{page['page']}: {page['problem']}" for page in without[:5])
        raise Refusal(f"{len(without)} of {len(seen)} pages gave no article: {named}", exit_code=1)
