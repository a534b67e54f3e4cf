-- one row: one article about one topic or group, at most $most of each, the newest first
with tagged as (
    select t.article_id, t.topic::varchar as topic from article_topics as t
    union
    select t.article_id, of.parent::varchar from article_topics as t
    join topics as of on of.topic = t.topic and of.parent is not null
),
newest as (  -- by ids alone: texts are fetched for those that stay
    select tagged.topic, a.article_id
    from tagged
    join articles as a on a.article_id = tagged.article_id
    where a.published_at is not null
    qualify row_number() over (partition by tagged.topic order by a.published_at desc, a.article_id) <= $most
),
revised as (
    select r.article_id, max(r.valid_from) as revised_at
    from revisions as r
    where r.revision > 1 and r.article_id in (select newest.article_id from newest)
    group by r.article_id
)
select
    newest.topic, a.article_id, a.headline, a.standfirst, a.url, a.authors, a.published_at, a.day,
    o.name as outlet, revised.revised_at
from newest
join articles as a on a.article_id = newest.article_id
join outlets as o on o.outlet = a.outlet
left join revised on revised.article_id = newest.article_id
order by newest.topic, a.published_at desc, a.article_id
