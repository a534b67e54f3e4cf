-- one row: one article about the topic, those that speak of it most; at most $most an outlet and week
with about as (
    select t.article_id, max(t.score) as score
    from article_topics as t
    where t.topic = $topic or t.topic in (select m.topic from topics as m where m.parent = $topic)
    group by t.article_id
)
select
    period_of('week', a.day) as period, a.day, a.outlet::varchar as outlet, a.headline, a.article_id, a.url,
    case when c.article_id <> c.original_id then c.kind end as copy,
    about.score, count(*) over (partition by period_of('week', a.day), a.outlet) as of_outlet
from about
join articles as a on a.article_id = about.article_id
left join copies as c on c.article_id = a.article_id
where a.day is not null
qualify row_number() over (
    partition by period_of('week', a.day), a.outlet order by about.score desc, a.article_id) <= $most
order by period, score desc, article_id
