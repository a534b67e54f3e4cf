-- one row: a topic that articles have and that the taxonomy no longer has
-- severity: warn
-- then: run `beatbook retag`
with told as (  -- a group's articles are counted there too, but no group is unknown
    select topic, sum(articles) as articles from topic_days group by topic
    union all
    select topic, count(*) from article_topics where day is null group by topic
)
select topic::varchar as topic, sum(articles) as articles
from told
anti join topics using (topic)
group by topic
order by topic;
