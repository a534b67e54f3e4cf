-- one row: one outlet's take in one run
-- after: outlet_slug
-- replaced by: run_id, outlet
-- run_id: the run
-- outlet: the outlet
-- day: the London day of the run
-- started_at: when its crawl began, UTC
-- finished_at: when its crawl ended, UTC
-- finish_reason: finished, or why the crawl ended before it was done
-- offered: how many URLs its feeds and sitemaps offered
-- fetched: how many of them were fetched
-- kept: how many of them became articles
create table runs as
select
    run_id, outlet::outlet_slug as outlet, day, timezone('UTC', started_at) as started_at,
    timezone('UTC', finished_at) as finished_at, finish_reason, offered, fetched, kept
from lake.runs
order by started_at, outlet;
