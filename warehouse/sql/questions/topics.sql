-- one row: a topic of the taxonomy and how many articles are about it
with belonging as (
    select topic, article_id, outlet from article_topics
    union  -- an article that has several topics of a group counts once
    select topics.parent, article_id, outlet from article_topics
    join topics on topics.topic = article_topics.topic and topics.parent is not null
),
holdings as (
    select topic, count(*) as articles, count(distinct outlet) as outlets from belonging group by topic
)
select
    topics.topic::varchar as topic, name, definition, coalesce(articles, 0) as articles,
    coalesce(outlets, 0) as outlets, version, rules_version, parent::varchar as parent, is_group
from topics
left join holdings on holdings.topic = topics.topic
order by coalesce(topics.parent, topics.topic)::varchar, not is_group, topics.topic::varchar;
