-- one row: what came of one URL in one run
-- after: outlet_slug
-- replaced by: run_id, outlet, url
-- run_id: the run
-- outlet: the outlet that offered it
-- day: the London day of the run
-- url: the address as offered
-- kind: article, or the kind of source: feed, sitemap, listing, wordpress
-- outcome: what came of it, one word of a closed list
-- detail: more about the outcome
-- source_url: the feed or sitemap that offered it
-- status: the HTTP status of the answer
-- offered_at: the date that the feed or sitemap gave, UTC
-- fetched_at: when it was fetched, UTC
-- bytes: how long the answer was
-- signals: what the page asks of machines: noindex, noarchive, nosnippet, noai, noimageai, tdm-reservation
-- article_id: the article that was read from it
-- warc_file: the archive file that holds the answer as served
-- warc_offset: where in that file its record begins, in bytes
create table fetches as
select
    run_id, outlet::outlet_slug as outlet, day, url, kind, outcome, detail, source_url, status,
    timezone('UTC', offered_at) as offered_at, timezone('UTC', fetched_at) as fetched_at, bytes, signals,
    article_id, warc_file, warc_offset
from lake.fetches
order by day, outlet, run_id, fetched_at, url;
