-- one row: a topic to which the last `beatbook retag` gave articles, or from which it took some
-- asks: What did the new rules add and drop, topic by topic?
select
    topic, count(*) filter (change = 'added') as added, count(*) filter (change = 'dropped') as dropped
from topic_changes()
group by topic
order by added + dropped desc, topic;
