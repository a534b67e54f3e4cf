-- one row: one person with more than one name whom half of a story's articles or more name, whoever that is
-- after: stories, article_stories, people
-- made again for: story_id
-- story_id: the story
-- name: the person, as the articles name them in full
-- articles: how many of its articles do
create table story_names as
with
told as (
    select article_id, story_id, day from article_stories where story_id in (select story_id from touched.stories)
),
called as (  -- of the days of these stories alone
    select article_id, name from people where contains(name, ' ') and day in (select day from told)
    union all
    select article_id, name from people where contains(name, ' ') and day is null
),
named as (
    select told.story_id, called.name, count(distinct called.article_id) as articles
    from called
    join told on told.article_id = called.article_id
    group by told.story_id, called.name
)
select named.story_id, named.name, named.articles
from named
join stories on stories.story_id = named.story_id
where 2 * named.articles >= stories.articles
order by stories.first_day, named.story_id, named.articles desc, named.name;
