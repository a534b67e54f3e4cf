"""Pages as served and the articles on them."""

import pyarrow as pa

from transforms.schemas.columns import MOMENT, column

PAGES = pa.schema(  # one row: one page as served, from one take
    [
        column("outlet", pa.string(), required=True),
        column("run_id", pa.string(), required=True),
        column("url", pa.string(), required=True),  # as asked for
        column("final_url", pa.string()),  # after redirects
        column("fetched_at", MOMENT, required=True),
        column("status", pa.int16()),
        column("content_type", pa.string()),  # the header, charset included
        column("html", pa.large_binary(), required=True),  # gzip undone, its charset not
        column("offered_at", MOMENT),  # the date its feed or sitemap gave
        column("offered_headline", pa.string()),
        column("warc_file", pa.string()),  # below the archive
        column("warc_offset", pa.int64()),
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
        column("article_id", pa.string(), required=True),
        column("outlet", pa.string(), required=True),
        column("url", pa.string(), required=True),  # canonical
        column("headline", pa.string(), required=True),
        column("standfirst", pa.string()),
        column("body", pa.string(), required=True),  # paragraphs joined by a blank line
        column("body_source", pa.string()),  # blocks | selectors | trafilatura | json-ld
        column("authors", pa.list_(pa.string()), required=True),  # people and agencies
        column("agencies", pa.list_(pa.string())),  # those that are agencies, by one name each
        column("section", pa.string()),
        column("published_at", MOMENT),
        column("published_source", pa.string()),  # the candidate that won
        column("modified_at", MOMENT),
        column("dates", pa.list_(DATE_CANDIDATE), required=True),
        column("language", pa.string()),  # ISO 639-1
        column("kind", pa.string()),  # article | live | video | gallery | audio
        column("access", pa.string(), required=True),  # open | metered | paywalled | unknown
        column("words", pa.int32(), required=True),
        column("fetched_at", MOMENT),  # null only for pages that came from no take
        column("run_id", pa.string()),
        column("page_url", pa.string(), required=True),  # as asked for
        column("warc_file", pa.string()),
        column("warc_offset", pa.int64()),
        column("extractor", pa.string(), required=True),  # version of the extractor
        column("text_kept_days", pa.int32()),  # for how many its text was kept, if its time is over
    ]
)

VERSIONS = pa.schema(  # one row: one article as it read from a moment on
    [
        column("article_id", pa.string(), required=True),
        column("outlet", pa.string(), required=True),
        column("headline", pa.string(), required=True),
        column("body", pa.string()),  # null for what the day's row of articles says: a text is kept once
        column("content", pa.string(), required=True),  # digest of headline and text, marks made plain
        column("words", pa.int32(), required=True),
        column("fetched_at", MOMENT),
        column("run_id", pa.string()),
        column("page_url", pa.string(), required=True),
        column("warc_file", pa.string()),
        column("warc_offset", pa.int64()),
        column("extractor", pa.string(), required=True),
    ]
)

REPEATS = pa.schema(  # one row: one line that an outlet repeats under its articles
    [
        column("outlet", pa.string(), required=True),
        column("line", pa.string(), required=True),
        column("articles", pa.int32(), required=True),  # different ones in which it stood
    ]
)

READINGS = pa.schema(  # one row: what came of one page, article or not
    [
        column("outlet", pa.string(), required=True),
        column("run_id", pa.string()),
        column("page_url", pa.string(), required=True),
        column("outcome", pa.string(), required=True),  # fetched, not_article, paywalled, extract_failed
        column("detail", pa.string()),
        column("article_id", pa.string()),
    ]
)
