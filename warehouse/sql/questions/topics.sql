-- one row: a topic of the taxonomy and how many articles are about it
with holdings as (
    select topic, count(*) as articles, count(distinct outlet) as outlets from article_topics group by topic
)
select
    topics.topic::varchar as topic, name, definition, coalesce(articles, 0) as articles,
    coalesce(outlets, 0) as outlets, version
from topics
left join holdings on holdings.topic = topics.topic
order by topics.topic;
