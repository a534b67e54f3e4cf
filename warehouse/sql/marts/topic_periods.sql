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
    select distinct day from topic_days where day >= (select min(period) from touched.periods)
),
meant as (  -- asked once a day, not once a row
    select touched.length, touched.period, days.day
    from touched.periods as touched
    join days on period_of(touched.length, days.day) = touched.period
)
select meant.length, topic_days.topic, topic_days.outlet, meant.period, sum(topic_days.articles)::bigint as articles
from topic_days
join meant on meant.day = topic_days.day
group by all
order by length, topic, period, outlet;
