-- one row: one burst of one topic in the window, and the story that most of its articles tell, if one is
with asked as (
    select topic::varchar as given, name from topics where not is_group
),
found as (
    select asked.given as topic, asked.name, burst.*
    from asked, lateral (
        from bursts(asked.given, since := $since::date, until := $until::date, least := $least)
    ) as burst
),
told as (
    select made.topic, made.day, of.story_id, count(*) as articles
    from (select topic, day, unnest(article_ids) as article_id from found) as made
    join article_stories as of on of.article_id = made.article_id
    group by all
),
largest as (
    from told qualify row_number() over (partition by topic, day order by articles desc, story_id) = 1
)
select
    found.topic, found.name, found.day, found.articles, found.expected, found.score, found.outlets,
    found.article_ids, stories.story_id, stories.label
from found
left join largest on largest.topic = found.topic and largest.day = found.day
left join stories on stories.story_id = largest.story_id and largest.articles * 2 > found.articles
order by found.score desc, found.articles desc, found.day desc, found.topic
