-- one row: an article about a topic, published in a span of days, with its first words of evidence in the text;
-- outlets take turns, each with its articles that are most about the topic first
with
spans as (
    select
        tagged.article_id, tagged.outlet, tagged.day, tagged.score,
        mentions.start, mentions."end", mentions.rule
    from article_topics as tagged
    join mentions
        on mentions.article_id = tagged.article_id and mentions.kind = 'topic' and mentions.tag = tagged.topic::varchar
    where tagged.topic = $topic and tagged.day between $since and $until and mentions.field = 'body'
    qualify row_number() over (partition by tagged.article_id order by mentions.start) = 1
),
turns as (
    select *, row_number() over (partition by outlet order by score desc, article_id) as turn from spans
)
select turns.article_id, turns.outlet::varchar as outlet, turns.day, articles.headline, bodies.body,
    turns.start, turns."end", turns.rule
from turns
join articles on articles.article_id = turns.article_id
join bodies on bodies.article_id = turns.article_id
order by turn, score desc, turns.article_id
limit $most;
