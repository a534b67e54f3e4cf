-- one row: one topic, or group of topics, of one outlet on one day; topic_periods sums them
-- after: article_topics, topics
-- made again for: day
-- topic: the topic's slug, or a group's
-- outlet: the outlet
-- day: a day in London
-- articles: how many articles are about it; one that has several topics of a group counts once for the group; a day
--   without any has no row
create table topic_days as
with
spoken as (
    select topic, outlet, day, article_id from article_topics where day in (select day from touched.days)
    union
    select topics.parent, article_topics.outlet, article_topics.day, article_topics.article_id
    from article_topics
    join topics on topics.topic = article_topics.topic
    where article_topics.day in (select day from touched.days) and topics.parent is not null
)
select topic, outlet, day, count(*) as articles
from spoken
group by all
order by day, topic, outlet;
