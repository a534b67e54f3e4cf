-- one row: one story: what one outlet or many published of one event
-- after: article_stories, articles
-- made again for: story_id
-- story_id: made of its first article's id when it was opened, and kept since
-- label: the headline of the article most like the others
-- first_published_at: when its first article was published, UTC; null if none has a date
-- last_published_at: when its last article was published, UTC
-- first_day: the London day of the first
-- last_day: the London day of the last
-- first_article_id: the first article; if none has a date, the first by its id
-- first_outlet: who published it; null if no article has a date
-- articles: how many articles tell it
-- outlets: how many outlets they are of
-- dated_outlets: how many of them with a date, so that who was first can be told
-- half_life_hours: how many hours after the first half of them were out; null with fewer than two dates
create table stories as
with
told as (
    select * from article_stories where story_id in (select story_id from touched.stories)
),
headlines as (  -- of the days of these stories alone: no other part of the articles is read
    select article_id, headline from articles where day in (select day from told)
    union all
    select article_id, headline from articles where day is null
)
select
    told.story_id,
    arg_max(headlines.headline, (coalesce(told.similarity, 0), told.article_id)) as label,
    min(told.published_at) as first_published_at,
    max(told.published_at) as last_published_at,
    min(told.day) as first_day,
    max(told.day) as last_day,
    first(told.article_id order by told.published_at nulls last, told.article_id) as first_article_id,
    arg_min(told.outlet, (told.published_at, told.article_id)) filter (told.published_at is not null) as first_outlet,
    count(*)::integer as articles,
    count(distinct told.outlet)::integer as outlets,
    (count(distinct told.outlet) filter (told.published_at is not null))::integer as dated_outlets,
    case when count(told.published_at) > 1 then
        (median(epoch(told.published_at)) - min(epoch(told.published_at))) / 3600 end as half_life_hours
from told
join headlines on headlines.article_id = told.article_id
group by told.story_id
order by first_day, told.story_id;
