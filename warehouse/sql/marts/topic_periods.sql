-- one row: one topic, or group of topics, of one outlet in one day, week, month, quarter or year
-- after: topic_days, period_of()
-- made again for: length, period
-- length: day, week, month, quarter or year; weeks start on Monday, days are London's
-- topic: the topic's slug, or a group's
-- outlet: the outlet
-- period: its first day
-- articles: how many articles are about it, as in topic_days; a period without any has no row
create table topic_periods as
with
days as (
    select lengths.length, topic_days.topic, topic_days.outlet, period_of(lengths.length, topic_days.day) as period,
        topic_days.articles
    from topic_days
    cross join (select distinct length from touched.periods) as lengths
    where topic_days.day >= (select min(period) from touched.periods)
)
select length, topic, outlet, period, sum(articles)::bigint as articles
from days
where (length, period) in (select length, period from touched.periods)
group by all
order by length, topic, period, outlet;
