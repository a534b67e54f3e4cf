"""Batches for the warehouse's soak, each of a known size, and what must be true of a book made of them."""

from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from transforms import postings, schemas
from warehouse import query
from warehouse.home import Home
from warehouse.lake import Lake

DAY = date(2026, 11, 22)
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
SIZE = 20  # articles in a batch; each has one topic, one mention, one text
BODY = "Officers carried out a stop and search near the station on Monday, and residents asked why."
RULES = {"topic": "stop-and-search", "version": "t1"}
NOTHING = {pa.string(): "", pa.bool_(): False, pa.date32(): DAY, schemas.MOMENT: NOON}
TORN = """
    with counted as (
        select split_part(article_id, '.', 1) as batch,
            count(*) as articles, count(distinct article_id) as ids
        from articles group by all),
    topics as (
        select split_part(article_id, '.', 1) as batch, count(*) as topics from article_topics group by all),
    texts as (select split_part(article_id, '.', 1) as batch, count(body) as texts from bodies group by all)
    select batch, articles, ids, topics, texts
    from counted full join topics using (batch) full join texts using (batch)"""


def begin(home: Home) -> None:
    """Put what every batch refers to into the lake."""
    outlets = _rows("outlets", {"outlet": "gazette", "name": "The Gazette"})
    topics = _rows("topics", {**RULES, "name": "Stop and search", "definition": "d"})
    entities = _rows("entities", {"entity_id": "met", "name": "Metropolitan Police"})
    Lake(home.lake).commit("catalogue", {"outlets": outlets, "topics": topics, "entities": entities}, day=DAY)


def commit(home: Home, batch: str) -> int:
    """Return the lake's version once it holds the batch, several tables of it."""
    return Lake(home.lake).commit(batch, tables(batch), day=DAY)


def tables(batch: str) -> dict[str, pa.Table]:
    """Return the tables of one batch."""
    ids = [f"{batch}.{number}" for number in range(SIZE)]
    usual = {"outlet": "gazette", "published_at": NOON, "language": "en", "access": "open", "words": 16}
    told = {"headline": "Police stop and search up", "body": BODY, "fetched_at": NOON, "extractor": "1"}
    urls = {each: f"http://gazette.example/{each}" for each in ids}
    articles = _rows(
        "articles",
        *({"article_id": each, "url": urls[each], "page_url": urls[each], **usual, **told} for each in ids),
    )
    span = {"kind": "topic", "tag": "stop-and-search", "field": "headline", "start": 7, "end": 22}
    evidence = {**span, "text": "stop and search", "rule": "phrase", "version": "t1"}
    return {
        "articles": articles,
        "postings": postings(articles),
        "article_topics": _rows(
            "article_topics", *({"article_id": each, "hits": 1, **RULES} for each in ids)
        ),
        "mentions": _rows("mentions", *({"article_id": each, **evidence} for each in ids)),
    }


def look(home: Home) -> tuple[int, set[str], list[str]]:
    """Return the lake's version that a fresh reader sees, the batches, and what is torn or doubled."""
    with query.open(home) as connection:
        ((version,),) = connection.execute("select lake_version from snapshot").fetchall()
        rows = connection.execute(TORN).fetchall()
    whole = [SIZE] * 4
    return version, {batch for batch, *_ in rows}, [str(row) for row in rows if list(row[1:]) != whole]


def in_lake(home: Home) -> tuple[set[str], list[str]]:
    """Return the batches that the lake holds, and those that it holds in part or twice."""
    paths: dict[str, dict[str, int]] = {}
    lake = Lake(home.lake)
    for file in lake.live():
        paths.setdefault(file.batch_id, {})[file.table] = file.rows
    paths.pop("catalogue", None)
    counted = lake.read("articles", columns=["article_id"])["article_id"] if paths else []
    wrong = [
        f"{batch}: {rows}"
        for batch, rows in paths.items()
        if rows.keys() != tables("x").keys() or rows["articles"] != SIZE
    ]
    wrong += [] if len(set(map(str, counted))) == len(counted) else ["an article is there twice"]
    return set(paths), wrong


def acknowledged(file: Path) -> list[str]:
    """Return the words that were written down once something had returned; half a last line is none."""
    return file.read_text().split("\n")[:-1] if file.exists() else []


def errors() -> tuple[type[BaseException], ...]:
    """Return what a reader that cannot read raises."""
    return (duckdb.Error, OSError, query.QuestionError)


def _rows(table: str, *given: dict[str, Any]) -> pa.Table:
    nothing = _nothing(table)
    return pa.Table.from_pylist([nothing | row for row in given], schema=getattr(schemas, table.upper()))


@cache
def _nothing(table: str) -> dict[str, Any]:
    schema: pa.Schema = getattr(schemas, table.upper())
    return {
        field.name: None
        if field.nullable
        else []
        if pa.types.is_list(field.type)
        else NOTHING.get(field.type, 0)
        for field in schema
    }
