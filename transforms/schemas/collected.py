"""What a crawl leaves beside its pages: outcomes, polls, runs and the catalogue."""

import pyarrow as pa

from transforms.schemas.columns import MOMENT, column

FETCHES = pa.schema(  # one row: what came of one URL in one run
    [
        column("run_id", pa.string(), required=True),
        column("outlet", pa.string(), required=True),
        column("day", pa.date32(), required=True),  # London day of the run
        column("url", pa.string(), required=True),
        column("kind", pa.string(), required=True),  # article | feed | sitemap | listing | wordpress | tdmrep
        column("outcome", pa.string(), required=True),
        column("detail", pa.string()),
        column("source_url", pa.string()),  # the feed or sitemap that offered it
        column("status", pa.int16()),
        column("offered_at", MOMENT),
        column("fetched_at", MOMENT),
        column("bytes", pa.int64()),
        column("signals", pa.list_(pa.string())),  # noindex, noarchive, tdm-reservation ...; null: no page
        column("article_id", pa.string()),
        column("warc_file", pa.string()),
        column("warc_offset", pa.int64()),
    ]
)

POLLS = pa.schema(  # one row: one reading of one source, and how far back it reached
    [
        column("run_id", pa.string(), required=True),
        column("outlet", pa.string(), required=True),
        column("source_url", pa.string(), required=True),
        column("kind", pa.string(), required=True),
        column("outcome", pa.string(), required=True),
        column("polled_at", MOMENT, required=True),
        column("items", pa.int32(), required=True),
        column("oldest_at", MOMENT),
        column("newest_at", MOMENT),
        column("overlap", pa.float64()),  # share of its items that the reading before listed too
        column("probable_loss", pa.bool_(), required=True),  # none of them
        column("false_unchanged", pa.bool_(), required=True),  # "unchanged" was said and found to be wrong
    ]
)

OUTLETS = pa.schema(  # one row: one outlet of the catalogue
    [
        column("outlet", pa.string(), required=True),  # its slug
        column("name", pa.string(), required=True),
        column("homepage", pa.string(), required=True),
        column("kind", pa.string(), required=True),
        column("region", pa.string(), required=True),
        column("owner", pa.string()),
        column("paywall", pa.string()),
        column("confidence", pa.string(), required=True),
        column("enabled", pa.bool_(), required=True),
        column("reason", pa.string()),  # why it is not enabled
        column("expect_min_per_day", pa.int32()),
        column("expect_max_per_day", pa.int32()),
    ]
)

RUNS = pa.schema(  # one row: one outlet's take in one run
    [
        column("run_id", pa.string(), required=True),
        column("outlet", pa.string(), required=True),
        column("day", pa.date32(), required=True),
        column("started_at", MOMENT, required=True),
        column("finished_at", MOMENT, required=True),
        column("finish_reason", pa.string(), required=True),  # "finished" or why not
        column("offered", pa.int32(), required=True),
        column("fetched", pa.int32(), required=True),
        column("kept", pa.int32(), required=True),
    ]
)
