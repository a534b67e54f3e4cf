-- one row: one reading of one feed or sitemap, and how far back it reached
-- after: outlet_slug
-- replaced by: run_id, outlet, source_url, polled_at
-- run_id: the run
-- outlet: the outlet whose feed or sitemap it is
-- source_url: its address
-- kind: feed, sitemap, listing or wordpress
-- outcome: what came of the reading
-- polled_at: when it was read, UTC
-- items: how many articles it listed
-- oldest_at: the oldest date it listed, UTC
-- newest_at: the newest date it listed, UTC
-- overlap: share of its items that the reading before listed too; null for the first, and where none is listed
-- probable_loss: it shared no item with the reading before, so that some probably came and went unseen
-- false_unchanged: the server had said that nothing changed, and was found to be wrong
create table polls as
select
    run_id, outlet::outlet_slug as outlet, source_url, kind, outcome, timezone('UTC', polled_at) as polled_at,
    items, timezone('UTC', oldest_at) as oldest_at, timezone('UTC', newest_at) as newest_at,
    overlap, coalesce(probable_loss, false) as probable_loss, coalesce(false_unchanged, false) as false_unchanged
from lake.polls
order by polled_at, outlet, source_url;
