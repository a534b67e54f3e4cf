-- one row: one whole week: articles about the topic, their share of the output, and how many of them are copies
with copied as (
    select period_of('week', t.day) as period, count(distinct t.article_id) as copies
    from article_topics as t
    join copies as c on c.article_id = t.article_id and c.article_id <> c.original_id
    where t.topic = $topic or t.topic in (select m.topic from topics as m where m.parent = $topic)
    group by all
)
select
    s.period, s.articles, s.output, s.share,
    case when s.articles is not null then coalesce(copied.copies, 0) end as copies,
    s.outlets_up, s.outlets_blind
from share($topic, every := 'week', until := $until) as s
left join copied on copied.period = s.period
where s.is_complete
order by period
