-- one row: one day with more articles than expected, and the story that most of them tell
with found as (
    from bursts($topic, until := $until)
),
told as (
    select made.day, of.story_id, count(*) as articles
    from (select day, unnest(article_ids) as article_id from found) as made
    join article_stories as of on of.article_id = made.article_id
    group by all
),
largest as (
    from told qualify row_number() over (partition by day order by articles desc, story_id) = 1
)
select
    found.day, period_of('week', found.day) as period, found.articles, found.expected, found.score, found.outlets,
    stories.label as story, stories.story_id
from found
left join largest on largest.day = found.day
left join stories on stories.story_id = largest.story_id
order by day
