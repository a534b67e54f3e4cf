"""Says what Beatbook sees in a saved page: article, topics and entities, and the words that say so."""

import datetime as dt
import os
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from beatbook import saved
from beatbook.refusal import Refusal
from beatbook.saved import SavedPage

if TYPE_CHECKING:
    import pyarrow as pa

Explanation = dict[str, Any]
Hits = dict[str, list[dict[str, Any]]]
ARTICLE = (
    "headline",
    "standfirst",
    "body",
    "authors",
    "section",
    "published_at",
    "published_source",
    "modified_at",
    "dates",
    "language",
    "canonical_url",
    "access",
    "kind",
)


def explanations(pages: Sequence[SavedPage], url: str | None = None) -> list[Explanation]:
    """Return one explanation a page, in order, under `page, article, topics, entities, voices`.

    `article` is None, and `problem` says why, where a page holds none; its `relevance` says whether it is on
    the beat, None if it is not in English. Spans count code points of their field. `url` is
    the address of the page where it is not the one that the page states. BEATBOOK_TOPICS and
    BEATBOOK_GAZETTEER add topics and entities, as they do in a run.
    """
    read = [_read(page, url) for page in pages]
    articles = _articles([article for article, _ in read])
    relevance, (topics, entities, voices) = _relevance(articles), _tags(articles)
    return [
        {
            "page": page.name,
            "article": article and article | {"relevance": relevance.get(str(place))},
            "topics": topics.get(str(place), []),
            "entities": entities.get(str(place), []),
            "voices": voices.get(str(place), []),
        }
        | ({"problem": problem} if problem else {})
        for place, (page, (article, problem)) in enumerate(zip(pages, read, strict=True))
    ]


def _read(page: SavedPage, url: str | None) -> tuple[dict[str, Any] | None, str]:
    return _plain_article(page, url) if page.is_plain else _html_article(page, url)


def _plain_article(page: SavedPage, url: str | None) -> tuple[dict[str, Any] | None, str]:
    from transforms import plain_text

    headline, body = plain_text.article(page.content.decode("utf-8-sig", "replace"))
    if not headline or not body:
        return None, "a text page is a headline line and at least one paragraph"
    stated = {"headline": headline, "body": body, "language": "en", "canonical_url": url}
    return dict.fromkeys(ARTICLE) | {"authors": [], "dates": [], "access": "unknown"} | stated, ""


def _html_article(page: SavedPage, url: str | None) -> tuple[dict[str, Any] | None, str]:
    from transforms.extract import extract

    article = extract(page.content, url or saved.address(page))
    stated = {name: _json_value(getattr(article, name, None)) for name in ARTICLE}
    missing = [name for name in ("headline", "body") if not stated[name]]
    return (None, f"no {' and no '.join(missing)} found") if missing else (stated, "")


def _json_value(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        return value.isoformat()
    if hasattr(value, "__dataclass_fields__"):
        return {name: _json_value(getattr(value, name)) for name in value.__dataclass_fields__}
    if isinstance(value, dict):
        return {name: _json_value(item) for name, item in value.items()}
    return [_json_value(item) for item in value] if isinstance(value, list | tuple) else value


def _articles(articles: Sequence[dict[str, Any] | None]) -> "pa.Table":
    """Return the rows the taggers read; an article's id is its place."""
    import pyarrow as pa

    from transforms.schemas import ARTICLES

    epoch = dt.datetime.fromtimestamp(0, dt.UTC)  # never shown: the taggers look at no time
    rows = [
        {
            "article_id": str(place),
            "outlet": "",
            "url": article["canonical_url"] or "",
            "headline": article["headline"],
            "standfirst": article["standfirst"],
            "body": article["body"],
            "authors": article["authors"],
            "dates": [],
            "language": article["language"],
            "access": article["access"],
            "words": len(article["body"].split()),
            "fetched_at": epoch,
            "run_id": "",
            "page_url": "",
            "extractor": "",
        }
        for place, article in enumerate(articles)
        if article
    ]
    return pa.Table.from_pylist(rows, schema=ARTICLES)


def _tags(articles: "pa.Table") -> tuple[Hits, Hits, Hits]:
    from transforms.declarations import DeclarationError

    try:
        return _topics(articles), _entities(articles), _voices(articles)
    except DeclarationError as problem:
        raise Refusal(f"A file of topics or entities cannot be read. {problem}") from problem


def _relevance(articles: "pa.Table") -> dict[str, dict[str, Any]]:
    import transforms

    rows = transforms.relevance(articles).to_pylist()
    return {
        row["article_id"]: {"score": round(row["score"], 3), **{k: row[k] for k in ("is_on_beat", "reasons")}}
        for row in rows
    }


def _topics(articles: "pa.Table") -> Hits:
    import transforms
    from transforms import taxonomy

    known = taxonomy.load(more=os.environ.get("BEATBOOK_TOPICS"))
    hits = transforms.topics(articles, known)
    names = {topic["topic"]: topic["name"] for topic in known.table().to_pylist()}
    evidence = _evidence(hits.to_pylist(), "topic")
    by_article: Hits = defaultdict(list)
    for row in sorted(transforms.article_topics(hits).to_pylist(), key=lambda row: -row["score"]):
        by_article[row["article_id"]].append(
            {
                "topic": row["topic"],
                "name": names[row["topic"]],
                "score": round(row["score"], 3),
                "evidence": evidence[row["article_id"], row["topic"]],
            }
        )
    return by_article


def _entities(articles: "pa.Table") -> Hits:
    import transforms
    from transforms import gazetteer

    known = gazetteer.load(more=os.environ.get("BEATBOOK_GAZETTEER"))
    hits = transforms.entities(articles, known)
    named = {entity["entity_id"]: entity for entity in known.table().to_pylist()}
    by_article: Hits = defaultdict(list)
    for (article_id, entity_id), spans in _evidence(hits.to_pylist(), "entity_id").items():
        entity = named[entity_id]
        by_article[article_id].append(
            {"entity_id": entity_id, "kind": entity["kind"], "name": entity["name"], "evidence": spans}
        )
    for found in by_article.values():
        found.sort(key=lambda entity: (-len(entity["evidence"]), entity["entity_id"]))
    return by_article


def _voices(articles: "pa.Table") -> Hits:
    """Return the quotations of each article in order, with the columns of `schemas.VOICES` and their text."""
    import transforms
    from transforms import gazetteer

    known = gazetteer.load(more=os.environ.get("BEATBOOK_GAZETTEER"))
    bodies = dict(zip(articles["article_id"].to_pylist(), articles["body"].to_pylist(), strict=True))
    by_article: Hits = defaultdict(list)
    for row in transforms.voices(articles.drop_columns(["published_at"]), known).to_pylist():
        article_id = row.pop("article_id")
        by_article[article_id].append(row | {"text": bodies[article_id][row["start"] : row["end"]]})
    return by_article


def _evidence(hits: Sequence[dict[str, Any]], tag: str) -> dict[tuple[str, str], list[dict[str, Any]]]:
    grouped: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for hit in sorted(hits, key=lambda hit: (hit["field"] != "headline", hit["start"], hit["end"])):
        spans = {name: hit[name] for name in ("field", "start", "end", "text", "rule")}
        grouped[hit["article_id"], hit[tag]].append(spans)
    return grouped
