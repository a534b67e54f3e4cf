-- one row: one article about a topic, or one of its group, in the outlets asked for
select distinct tagged.article_id, tagged.outlet, tagged.day
from article_topics as tagged
where (tagged.topic = $topic or tagged.topic in (select of.topic from topics as of where of.parent = $topic))
    and ($outlets::varchar[] is null or list_contains($outlets, tagged.outlet::varchar))
