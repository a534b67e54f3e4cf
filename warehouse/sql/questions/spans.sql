-- one row: a span of an article that is evidence for the topic, or for one of the group's topics
with members as (
    select topic from topics where topic::varchar = $topic or parent::varchar = $topic
)
select
    tagged.article_id, tagged.topic::varchar as topic, tagged.score, mentions.field, mentions.start, mentions."end",
    mentions.text, mentions.rule
from article_topics as tagged
join members on members.topic = tagged.topic
join mentions on mentions.article_id = tagged.article_id and mentions.kind = 'topic' and mentions.tag = tagged.topic
order by tagged.article_id, tagged.topic::varchar, mentions.field = 'body', mentions.start;
