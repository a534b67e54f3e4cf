-- one row: a span of an article that is evidence for the topic
select
    tagged.article_id, tagged.score, mentions.field, mentions.start, mentions."end", mentions.text, mentions.rule
from article_topics as tagged
join mentions on mentions.article_id = tagged.article_id and mentions.kind = 'topic' and mentions.tag = $topic
where tagged.topic::varchar = $topic
order by tagged.article_id, mentions.field = 'body', mentions.start;
