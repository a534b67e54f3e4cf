-- one row: one topic, or group of topics, of one outlet in one day, week, month, quarter or year
-- after: article_topics, topics, period_of()
-- length: day, week, month, quarter or year; weeks start on Monday, days are London's
-- topic: the topic's slug, or a group's
-- outlet: the outlet
-- period: its first day
-- articles: how many articles are about it; one that has several topics of a group counts once for the group; a
--   period without any has no row
create table topic_periods as
with
spoken as (
    select topic, outlet, day, article_id from article_topics where day is not null
    union
    select topics.parent, article_topics.outlet, article_topics.day, article_topics.article_id
    from article_topics
    join topics on topics.topic = article_topics.topic
    where article_topics.day is not null and topics.parent is not null
),
days as (
    select topic, outlet, day, count(*) as articles from spoken group by all
)
select
    lengths.length, days.topic, days.outlet, period_of(lengths.length, days.day) as period,
    sum(days.articles)::bigint as articles
from days
cross join (select unnest(['day', 'week', 'month', 'quarter', 'year']) as length) as lengths
group by all
order by lengths.length, days.topic, period, days.outlet;
