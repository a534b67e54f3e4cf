"""A book small enough to count by hand: two outlets, seven articles, tagged by the real rules, published."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pyarrow as pa

import transforms
from transforms import gazetteer, schemas, taxonomy
from warehouse.home import Home
from warehouse.lake import Lake
from warehouse.publish import publish

LAST = date(2026, 11, 1)  # a Sunday: the weeks of 5 October to 26 October are whole
HOSTILE = "\x1b[2J\x1b]0;owned\x07=Police [bold]stop and search[/bold] \u202eevil"
SEARCHED = (
    "Officers carried out a stop and search in Hackney on Monday.\n\n"
    "The Metropolitan Police said it was fair."
)
OTHER = "The fair comes to town on Sunday, and the cake stall with it."
ARTICLES = (  # outlet, published, headline, body
    ("gazette", date(2026, 10, 6), "Stop and search doubles", SEARCHED),
    ("gazette", date(2026, 10, 8), "Stop and search questioned", SEARCHED),
    ("gazette", date(2026, 10, 9), "Fair comes to town", OTHER),
    ("gazette", date(2026, 10, 27), HOSTILE, SEARCHED),
    ("voice", date(2026, 10, 7), "Stop and search: a mother speaks", SEARCHED),
    ("voice", date(2026, 10, 28), "Fair opens", OTHER),
    ("voice", date(2026, 10, 29), "Fair closes", OTHER),
)
TAKES = (  # outlet, day, how many days its feed reached back: nobody read the voice from 12 to 25 October
    ("gazette", LAST, 27),
    ("voice", date(2026, 10, 11), 6),
    ("voice", LAST, 6),
)


def small_book(home: Home, *, domain: str = "example") -> Home:
    """Return the home with the book published in it; outlets lie under a top-level domain."""
    outlets = [
        {"outlet": slug, "name": name, "homepage": f"http://www.{slug}.{domain}/", "enabled": True}
        for slug, name in {"gazette": "The Gazette", "voice": "The Voice"}.items()
    ]
    rows = [article_row(number, *row) for number, row in enumerate(ARTICLES)]
    return published(home, rows, outlets, TAKES, copied={"0000abcdef", "0004abcdef"})


def published(
    home: Home,
    rows: list[dict[str, Any]],
    outlets: list[dict[str, Any]],
    takes: Iterable[tuple[str, date, int]],
    *,
    copied: Collection[str] | None = None,
    before: Mapping[str, Sequence[tuple[datetime, str, str]]] | None = None,
) -> Home:
    """Return the home with these articles tagged and published; copies are looked for among `copied`.

    `before` are earlier readings of some by their ids: when, and the headline and body they had then.
    """
    topics, entities = taxonomy.load(), gazetteer.load()
    articles, catalogue = _table("articles", rows), _table("outlets", outlets)
    told = articles if copied is None else articles.filter(_is_among(articles, *copied))
    tables = {
        "articles": articles,
        **transforms.tags(articles, topics, entities),
        "postings": transforms.postings(articles),
        "article_stories": transforms.stories(articles),
        "topics": topics.table(),
        "entities": entities.table(),
        "outlets": catalogue,
        "runs": _table("runs", [_run(*take) for take in takes]),
        "polls": _table("polls", [_poll(*take) for take in takes]),
        "copies": transforms.copies(told, catalogue),
        "fetches": _table("fetches", [_fetch(row) for row in articles.to_pylist()]),
    }
    for name, more in _edited(rows, before or {}).items():
        tables[name] = pa.concat_tables([tables[name], more]) if name in tables else more
    Lake(home.lake).commit("small", tables, day=LAST)
    publish(home)
    return home


def _edited(
    rows: list[dict[str, Any]], before: Mapping[str, Sequence[tuple[datetime, str, str]]]
) -> dict[str, pa.Table]:
    """Return what the lake holds of articles that said something else before they were read last."""
    read: list[dict[str, Any]] = []
    for article in (row for row in rows if row["article_id"] in before):
        last = (article["fetched_at"], article["headline"], article["body"])
        read += [
            {**{name: article[name] for name in ("article_id", "outlet", "url")}, "run_id": f"r{at}"}
            | {"headline": headline, "body": body, "words": len(body.split()), "fetched_at": at}
            | {"content": f"{article['article_id']} {at}"}
            for at, headline, body in (*before[article["article_id"]], last)
        ]
    if not read:
        return {}
    kinds = {name: pa.array([value]).type for name, value in read[0].items()} | {"fetched_at": schemas.MOMENT}
    looks = [_fetch(row | {"published_at": row["fetched_at"]}) for row in read]
    return {
        "versions": _table("versions", read),
        "edits": transforms.edits(pa.Table.from_pylist(read).cast(pa.schema(list(kinds.items())))),
        "fetches": _table(
            "fetches",
            [look | {"fetched_at": row["fetched_at"]} for look, row in zip(looks, read, strict=True)],
        ),
        "runs": _table(
            "runs", [{key: row[key] for key in ("run_id", "outlet")} | {"day": LAST} for row in read]
        ),
    }


def _is_among(articles: pa.Table, *ids: str) -> pa.Array:
    return pa.array([each in ids for each in articles["article_id"].to_pylist()])


def article_row(number: int, outlet: str, day: date, headline: str, body: str) -> dict[str, Any]:
    """Return a row of the table articles."""
    url = f"http://www.{outlet}.example/{number}"
    return {
        "article_id": f"{number:04d}abcdef",
        "outlet": outlet,
        "url": url,
        "page_url": url,
        "headline": headline,
        "body": body,
        "authors": ["Ann Author"],
        "published_at": datetime(day.year, day.month, day.day, 12, tzinfo=UTC),
        "language": "en",
        "access": "open",
        "words": len(body.split()),
        "run_id": f"r{LAST}",
        "warc_file": f"{LAST}/{outlet}.warc.gz",
        "warc_offset": 1234,
    }


def _run(outlet: str, day: date, reach: int) -> dict[str, Any]:
    return {"run_id": f"r{day}", "outlet": outlet, "day": day, "finish_reason": "finished", "kept": 2}


def _poll(outlet: str, day: date, reach: int) -> dict[str, Any]:
    at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return {
        "run_id": f"r{day}",
        "outlet": outlet,
        "source_url": f"http://www.{outlet}.example/feed",
        "kind": "feed",
        "outcome": "fetched",
        "polled_at": at,
        "oldest_at": at - timedelta(days=reach),
        "newest_at": at,
    }


def _fetch(article: Mapping[str, Any]) -> dict[str, Any]:
    named = {name: article[name] for name in ("outlet", "url", "run_id", "article_id")}
    return {
        **named,
        "day": LAST,
        "kind": "article",
        "outcome": "fetched",
        "offered_at": article["published_at"],
    }


def _table(name: str, rows: list[dict[str, Any]]) -> pa.Table:
    """Return the rows as a table of the lake; what they do not say is null, or empty if it must not be."""
    schema = getattr(schemas, name.upper())
    return pa.Table.from_pylist(
        [{field.name: _nothing(field) for field in schema} | row for row in rows], schema
    )


def _nothing(field: pa.Field) -> object:
    if field.nullable:
        return None
    if pa.types.is_list(field.type):
        return []
    empty = {pa.string(): "", pa.bool_(): False, pa.date32(): LAST}
    moment = datetime(LAST.year, LAST.month, LAST.day, 12, tzinfo=UTC)
    return moment if field.type == schemas.MOMENT else empty.get(field.type, 0)
