"""Makes the tables of a small book: two outlets, one article or more, what is not said as usual."""

from datetime import UTC, date, datetime, timedelta

import pyarrow as pa

from transforms import postings, schemas

DAY = date(2026, 8, 31)  # a Monday, as are 3, 10, 17 and 24 August
NOW = datetime(2026, 8, 31, 5, 0, tzinfo=UTC)
DEFAULTS = {
    pa.string(): "",
    pa.int16(): 0,
    pa.int32(): 0,
    pa.int64(): 0,
    pa.float32(): 0.0,
    pa.bool_(): True,
    pa.date32(): DAY,
    schemas.MOMENT: NOW,
}
USUAL = {
    "runs": {"run_id": "r1", "outlet": "gazette", "finish_reason": "finished"},
    "polls": {
        "run_id": "r1",
        "outlet": "gazette",
        "source_url": "https://gazette.example/feed/",
        "outcome": "fetched",
        "kind": "feed",
        "probable_loss": False,
        "false_unchanged": False,
    },
    "fetches": {"run_id": "r1", "outlet": "gazette", "kind": "article", "outcome": "fetched"},
    "articles": {
        "run_id": "r1",
        "outlet": "gazette",
        "fetched_at": NOW,
        "headline": "Police stop and search up",
        "body": "Officers said so.",
        "access": "open",
        "extractor": "1",
    },
    "versions": {
        "run_id": "r1",
        "outlet": "gazette",
        "fetched_at": NOW,
        "headline": "Police stop and search up",
        "body": "Officers said so.",
        "extractor": "1",
    },
    "article_topics": {"topic": "stop-and-search", "version": "t1", "hits": 1, "score": 3.0},
    "article_entities": {"entity_id": "met", "version": "g1", "mentions": 1},
    "relevance": {"score": 0.75, "is_on_beat": True, "version": "r1"},
    "mentions": {
        "kind": "topic",
        "tag": "stop-and-search",
        "field": "headline",
        "start": 7,
        "end": 22,
        "text": "stop and search",
        "rule": "phrase",
        "version": "t1",
    },
    "voices": {  # Officers said so.
        "position": 1,
        "start": 14,
        "end": 16,
        "kind": "indirect",
        "words": 1,
        "cue_start": 9,
        "cue_end": 13,
        "speaker_start": 0,
        "speaker_end": 8,
        "speaker_text": "Officers",
        "role": "resident",
        "version": "v1",
    },
    "people": {"person_id": 1, "name": "Ann Lee", "version": "v1"},
    "article_stories": {"story_id": "s1", "version": "m1"},
    "wording": {"frame": "riot", "field": "headline", "version": "w1"},
    "tag_changes": {"kind": "entity", "change": "added", "tag": "met", "version": "g1"},
    "story_changes": {"change": "split"},
    "edits": {"field": "headline", "kind": "headline_swapped", "rule": "words", "version": "e1"},
    "copies": {"origin": "outlet", "kind": "lifted", "version": "1"},
    "outlets": {"kind": "feed", "region": "London", "confidence": "attested"},
    "topics": {"version": "t1", "is_group": False},
    "entities": {"kind": "police_force"},
}


def rows(table: str, *given: dict) -> pa.Table:
    """Return a table of the lake with these rows, the columns not given filled with the usual."""
    schema = getattr(schemas, table.upper())
    filled = [
        {field.name: usual(table, field) for field in schema} | row
        for row in given
    ]  # fmt: skip
    return pa.Table.from_pylist(filled, schema=schema)


def usual(table: str, field: pa.Field) -> object:
    if field.name in USUAL[table]:
        return USUAL[table][field.name]
    if field.nullable:
        return None
    return [] if pa.types.is_list(field.type) else DEFAULTS[field.type]


CATALOGUE = {
    "outlets": rows(
        "outlets",
        {"outlet": "gazette", "name": "The Gazette"},
        {"outlet": "voice", "name": "The Voice"},
    ),
    "topics": rows(
        "topics",
        {"topic": "stop-and-search", "name": "Stop and search", "definition": "d"},
        {"topic": "taser", "name": "Taser", "definition": "d"},
    ),
    "entities": rows("entities", {"entity_id": "met", "name": "Metropolitan Police", "aliases": ["Met"]}),
}


def tagged(article_id: str, published_at: datetime | None, outlet: str = "gazette", **more) -> dict:
    """Return the tables of one article about stop and search, as one batch brings them."""
    row = {"article_id": article_id, "outlet": outlet, "published_at": published_at, **more}
    row |= {
        "url": f"https://{outlet}.example/{article_id}",
        "page_url": f"https://{outlet}.example/{article_id}",
    }
    read = rows("articles", row)
    return {
        "articles": read,
        "postings": postings(read),
        "article_topics": rows("article_topics", {"article_id": article_id}),
        "mentions": rows("mentions", {"article_id": article_id}),
        "article_entities": rows("article_entities"),
        "voices": rows("voices", *([] if "body" in more else [{"article_id": article_id}])),
        "people": rows("people", {"article_id": article_id}),
    }


def together(*batches: dict) -> dict:
    """Return the tables of several batches as one."""
    names = {name for batch in batches for name in batch}
    return {name: pa.concat_tables([b[name] for b in batches if name in b]) for name in sorted(names)}


def take(outlet: str = "gazette", days: int = 30, day: date = DAY, run_id: str = "r1", **poll) -> dict:
    """Return a finished take that read one feed, reaching back some days."""
    at = datetime(day.year, day.month, day.day, 5, tzinfo=UTC)
    named = {"run_id": run_id, "outlet": outlet}
    read = {"polled_at": at, "oldest_at": at - timedelta(days=days), "newest_at": at} | poll
    return {
        "runs": rows("runs", named | {"day": day, "started_at": at, "finished_at": at}),
        "polls": rows("polls", named | read),
    }


FIRST = together(
    tagged("a1", datetime(2026, 8, 5, 12, tzinfo=UTC)),
    take(),
    {"article_stories": rows("article_stories", {"article_id": "a1"})},
    {"copies": rows("copies", {"article_id": "a1", "cluster_id": "a0", "original_id": "a0"})},
)
