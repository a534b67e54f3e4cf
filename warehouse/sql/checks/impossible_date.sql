-- one row: an article published before 1990, or more than a day after we fetched it
-- looks at: chunk
-- severity: warn
-- then: see which date won (`published_source`) and whether another of `dates` is right
select article_id, outlet, url, published_at, published_source, fetched_at
from articles
where published_at < timestamp '1990-01-01' or published_at > fetched_at + interval 1 day
order by article_id;
