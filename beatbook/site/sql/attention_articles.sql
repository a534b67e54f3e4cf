-- one row: one article about the topic, those that speak of it most: lately of each outlet $most a week, in earlier
-- weeks $earlier of all; those have no page of their own, so their address is given
with about as (
    select t.article_id, max(t.score) as score
    from article_topics as t
    where t.topic = $topic or t.topic in (select m.topic from topics as m where m.parent = $topic)
    group by t.article_id
),
told as (
    select
        a.*, about.score, period_of('week', a.day) as period, period_of('week', a.day) >= $recent as is_recent,
        row_number() over (partition by period_of('week', a.day), a.outlet order by about.score desc, a.article_id)
            as place
    from about
    join articles as a on a.article_id = about.article_id
    where a.day is not null
)
select
    told.period, told.day, told.outlet::varchar as outlet, told.headline, told.article_id,
    case when not told.is_recent then told.url end as url,
    case when c.article_id <> c.original_id then c.kind end as copy, told.score, told.is_recent
from told
left join copies as c on c.article_id = told.article_id
where told.place <= $most
qualify told.is_recent
    or row_number() over (partition by told.period order by told.place, told.score desc, told.article_id) <= $earlier
order by period, score desc, article_id
