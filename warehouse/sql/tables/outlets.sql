-- one row: one outlet of the catalogue
-- after: outlet_slug
-- outlet: its slug, the name of its file in the catalogue
-- name: its name as readers know it
-- homepage: where its front page is
-- kind: how Beatbook learns of its articles: feed, sitemap ...
-- region: the part of the country it writes for
-- owner: who publishes it, where known
-- paywall: how much is behind one, where known
-- confidence: how well its addresses are attested
-- enabled: whether a crawl asks it
-- reason: why it is not enabled
-- expect_min_per_day: articles that an ordinary day gives at least; fewer make the day degraded
-- expect_max_per_day: articles that an ordinary day gives at most
create table outlets as
select
    outlet::outlet_slug as outlet, name, homepage, kind, region, owner, paywall, confidence, enabled, reason,
    expect_min_per_day, expect_max_per_day
from lake.outlets
where committed = (select max(committed) from lake.outlets) -- every batch brings all of them
order by outlet;
