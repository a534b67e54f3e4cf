-- one row: one article about one topic or group, at most $most of each, the newest first
with tagged as (
    select t.article_id, t.topic::varchar as topic from article_topics as t
    union
    select t.article_id, of.parent::varchar from article_topics as t
    join topics as of on of.topic = t.topic and of.parent is not null
),
newest as (
    select tagged.topic, a.*
    from tagged
    join articles as a on a.article_id = tagged.article_id
    where a.published_at is not null
    qualify row_number() over (partition by tagged.topic order by a.published_at desc, a.article_id) <= $most
)
select
    newest.topic, newest.article_id, newest.headline, newest.standfirst, newest.url, newest.authors,
    newest.published_at, newest.day, o.name as outlet,
    (
        select max(r.valid_from) from revisions as r where r.article_id = newest.article_id and r.revision > 1
    ) as revised_at
from newest
join outlets as o on o.outlet = newest.outlet
order by newest.topic, newest.published_at desc, newest.article_id
