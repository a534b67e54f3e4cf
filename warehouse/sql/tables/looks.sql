-- one row: one look at an article's page that showed whether it is there: at any address that it was ever read from
-- after: fetches
-- article_id: the article
-- outlet: who published it
-- fetched_at: when we looked, UTC
-- is_gone: whether the page was gone
create view looks as
with
addresses as (
    select distinct outlet, url, article_id from fetches where article_id is not null
)
select addresses.article_id, fetches.outlet, fetches.fetched_at, fetches.outcome = 'vanished' as is_gone
from fetches
join addresses on addresses.outlet = fetches.outlet and addresses.url = fetches.url
where fetches.kind = 'article' and fetches.outcome in ('fetched', 'unchanged', 'vanished') and fetches.fetched_at is not null;
