"""The shape of every table that passes between stages, as Arrow schemas.

All times are UTC with microseconds; a column is nullable wherever the world may not provide it.
Offsets (`start`, `end`) count code points of the named field.
"""

import pyarrow as pa

MOMENT = pa.timestamp("us", tz="UTC")


def _column(name: str, type_: pa.DataType, *, required: bool = False) -> pa.Field:
    return pa.field(name, type_, nullable=not required)


PAGES = pa.schema(  # one row: one page as served, from one take
    [
        _column("outlet", pa.string(), required=True),
        _column("run_id", pa.string(), required=True),
        _column("url", pa.string(), required=True),  # as asked for
        _column("final_url", pa.string()),  # after redirects
        _column("fetched_at", MOMENT, required=True),
        _column("status", pa.int16()),
        _column("content_type", pa.string()),  # the header, charset included
        _column("html", pa.large_binary(), required=True),  # gzip undone, its charset not
        _column("offered_at", MOMENT),  # the date its feed or sitemap gave
        _column("offered_headline", pa.string()),
        _column("warc_file", pa.string()),  # below the archive
        _column("warc_offset", pa.int64()),
    ]
)

DATE_CANDIDATE = pa.struct(
    [
        pa.field("field", pa.string(), nullable=False),  # published | modified
        pa.field("at", MOMENT, nullable=False),
        pa.field("source", pa.string(), nullable=False),  # json-ld, time, feed ...
        pa.field("raw", pa.string(), nullable=False),  # as the page wrote it
    ]
)

ARTICLES = pa.schema(  # one row: one article as last seen
    [
        _column("article_id", pa.string(), required=True),
        _column("outlet", pa.string(), required=True),
        _column("url", pa.string(), required=True),  # canonical
        _column("headline", pa.string(), required=True),
        _column("standfirst", pa.string()),
        _column("body", pa.string(), required=True),  # paragraphs joined by a blank line
        _column("authors", pa.list_(pa.string()), required=True),
        _column("section", pa.string()),
        _column("published_at", MOMENT),
        _column("published_source", pa.string()),  # the candidate that won
        _column("modified_at", MOMENT),
        _column("dates", pa.list_(DATE_CANDIDATE), required=True),
        _column("language", pa.string()),  # ISO 639-1
        _column("access", pa.string(), required=True),  # open | metered | paywalled | unknown
        _column("words", pa.int32(), required=True),
        _column("fetched_at", MOMENT),  # null only for pages that came from no take
        _column("run_id", pa.string()),
        _column("page_url", pa.string(), required=True),  # as asked for
        _column("warc_file", pa.string()),
        _column("warc_offset", pa.int64()),
        _column("extractor", pa.string(), required=True),  # version of the extractor
    ]
)

VERSIONS = pa.schema(  # one row: one article as it read from a moment on
    [
        _column("article_id", pa.string(), required=True),
        _column("outlet", pa.string(), required=True),
        _column("headline", pa.string(), required=True),
        _column("standfirst", pa.string()),
        _column("body", pa.string(), required=True),
        _column("content", pa.string(), required=True),  # digest of headline and text, marks made plain
        _column("words", pa.int32(), required=True),
        _column("fetched_at", MOMENT),
        _column("run_id", pa.string()),
        _column("page_url", pa.string(), required=True),
        _column("warc_file", pa.string()),
        _column("warc_offset", pa.int64()),
        _column("extractor", pa.string(), required=True),
    ]
)

SEGMENT = pa.struct(
    [
        pa.field("mark", pa.string(), nullable=False),  # same | gone | new
        pa.field("text", pa.string(), nullable=False),
    ]
)

EDITS = pa.schema(  # one row: one typed edit between two successive revisions of an article
    [
        _column("article_id", pa.string(), required=True),
        _column("outlet", pa.string(), required=True),
        _column("edited_at", MOMENT, required=True),  # when the revision after it was first seen
        _column("before_at", MOMENT, required=True),  # when the one before it was
        _column("field", pa.string(), required=True),  # headline | standfirst | body
        _column("kind", pa.string(), required=True),
        _column("before", pa.string(), required=True),  # the words replaced; empty if none
        _column("after", pa.string(), required=True),  # by these
        _column("start_before", pa.int32(), required=True),
        _column("end_before", pa.int32(), required=True),
        _column("start_after", pa.int32(), required=True),
        _column("end_after", pa.int32(), required=True),
        _column("diff", pa.list_(SEGMENT), required=True),  # the passage, word by word
        _column("rule", pa.string(), required=True),
        _column("version", pa.string(), required=True),  # of the rules and their lists
    ]
)

READINGS = pa.schema(  # one row: what came of one page, article or not
    [
        _column("outlet", pa.string(), required=True),
        _column("run_id", pa.string()),
        _column("page_url", pa.string(), required=True),
        _column("outcome", pa.string(), required=True),  # fetched, not_article, paywalled, extract_failed
        _column("detail", pa.string()),
        _column("article_id", pa.string()),
    ]
)

TOPIC_HITS = pa.schema(  # one row: one span of one article that a topic's rule matched
    [
        _column("article_id", pa.string(), required=True),
        _column("topic", pa.string(), required=True),
        _column("field", pa.string(), required=True),  # headline | body
        _column("start", pa.int32(), required=True),
        _column("end", pa.int32(), required=True),
        _column("text", pa.string(), required=True),
        _column("rule", pa.string(), required=True),
        _column("weight", pa.float32(), required=True),  # what it adds to the score
        _column("version", pa.string(), required=True),  # of the taxonomy
    ]
)

ARTICLE_TOPICS = pa.schema(  # one row: one topic of one article
    [
        _column("article_id", pa.string(), required=True),
        _column("topic", pa.string(), required=True),
        _column("hits", pa.int32(), required=True),
        _column("score", pa.float32(), required=True),
        _column("version", pa.string(), required=True),
    ]
)

ENTITY_HITS = pa.schema(  # one row: one span of one article that names an entity
    [
        _column("article_id", pa.string(), required=True),
        _column("entity_id", pa.string(), required=True),
        _column("field", pa.string(), required=True),
        _column("start", pa.int32(), required=True),
        _column("end", pa.int32(), required=True),
        _column("text", pa.string(), required=True),
        _column("rule", pa.string(), required=True),  # the alias that matched
        _column("version", pa.string(), required=True),  # of the gazetteer
    ]
)

ARTICLE_ENTITIES = pa.schema(  # one row: one entity of one article
    [
        _column("article_id", pa.string(), required=True),
        _column("entity_id", pa.string(), required=True),
        _column("mentions", pa.int32(), required=True),
        _column("in_headline", pa.bool_(), required=True),
        _column("version", pa.string(), required=True),
    ]
)

ENTITIES = pa.schema(  # one row: one entry of the gazetteer
    [
        _column("entity_id", pa.string(), required=True),
        _column("kind", pa.string(), required=True),  # police_force, oversight, borough, council ...
        _column("name", pa.string(), required=True),
        _column("region", pa.string()),
        _column("aliases", pa.list_(pa.string()), required=True),
    ]
)

TOPICS = pa.schema(  # one row: one topic of the taxonomy
    [
        _column("topic", pa.string(), required=True),
        _column("name", pa.string(), required=True),
        _column("definition", pa.string(), required=True),
        _column("version", pa.string(), required=True),
    ]
)

MENTIONS = pa.schema(  # one row: one evidence span, topic's or entity's
    [
        _column("article_id", pa.string(), required=True),
        _column("kind", pa.string(), required=True),  # topic | entity
        _column("tag", pa.string(), required=True),  # the topic or the entity_id
        _column("field", pa.string(), required=True),
        _column("start", pa.int32(), required=True),
        _column("end", pa.int32(), required=True),
        _column("text", pa.string(), required=True),
        _column("rule", pa.string(), required=True),
        _column("version", pa.string(), required=True),
    ]
)

FETCHES = pa.schema(  # one row: what came of one URL in one run
    [
        _column("run_id", pa.string(), required=True),
        _column("outlet", pa.string(), required=True),
        _column("day", pa.date32(), required=True),  # London day of the run
        _column("url", pa.string(), required=True),
        _column("kind", pa.string(), required=True),  # article | feed | sitemap | listing | wordpress
        _column("outcome", pa.string(), required=True),
        _column("detail", pa.string()),
        _column("source_url", pa.string()),  # the feed or sitemap that offered it
        _column("status", pa.int16()),
        _column("offered_at", MOMENT),
        _column("fetched_at", MOMENT),
        _column("bytes", pa.int64()),
        _column("signals", pa.list_(pa.string())),  # noindex, noarchive, tdm-reservation ...; null: no page
        _column("article_id", pa.string()),
        _column("warc_file", pa.string()),
        _column("warc_offset", pa.int64()),
    ]
)

POLLS = pa.schema(  # one row: one reading of one source, and how far back it reached
    [
        _column("run_id", pa.string(), required=True),
        _column("outlet", pa.string(), required=True),
        _column("source_url", pa.string(), required=True),
        _column("kind", pa.string(), required=True),
        _column("outcome", pa.string(), required=True),
        _column("polled_at", MOMENT, required=True),
        _column("items", pa.int32(), required=True),
        _column("oldest_at", MOMENT),
        _column("newest_at", MOMENT),
        _column("overlap", pa.float64()),  # share of its items that the reading before listed too
        _column("probable_loss", pa.bool_(), required=True),  # none of them
        _column("false_unchanged", pa.bool_(), required=True),  # "unchanged" was said and found to be wrong
    ]
)

OUTLETS = pa.schema(  # one row: one outlet of the catalogue
    [
        _column("outlet", pa.string(), required=True),  # its slug
        _column("name", pa.string(), required=True),
        _column("homepage", pa.string(), required=True),
        _column("kind", pa.string(), required=True),
        _column("region", pa.string(), required=True),
        _column("owner", pa.string()),
        _column("paywall", pa.string()),
        _column("confidence", pa.string(), required=True),
        _column("enabled", pa.bool_(), required=True),
        _column("reason", pa.string()),  # why it is not enabled
        _column("expect_min_per_day", pa.int32()),
        _column("expect_max_per_day", pa.int32()),
    ]
)

RUNS = pa.schema(  # one row: one outlet's take in one run
    [
        _column("run_id", pa.string(), required=True),
        _column("outlet", pa.string(), required=True),
        _column("day", pa.date32(), required=True),
        _column("started_at", MOMENT, required=True),
        _column("finished_at", MOMENT, required=True),
        _column("finish_reason", pa.string(), required=True),  # "finished" or why not
        _column("offered", pa.int32(), required=True),
        _column("fetched", pa.int32(), required=True),
        _column("kept", pa.int32(), required=True),
    ]
)
