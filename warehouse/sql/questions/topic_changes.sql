-- one row: a topic that the taxonomy that counts gave articles, or took from some, against the one before
with changes as (
    select
        topic, count(*) filter (change = 'added') as added, count(*) filter (change = 'dropped') as dropped
    from topic_changes()
    group by topic
),
holdings as (
    select topic, count(*) as articles from article_topics group by topic
)
select changes.topic::varchar as topic, added, dropped, coalesce(articles, 0) as articles
from changes
left join holdings on holdings.topic = changes.topic
order by added + dropped desc, changes.topic::varchar;
