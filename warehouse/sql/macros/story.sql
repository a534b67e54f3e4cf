-- one row: one article of a story, in the order of publication
-- after: stories, article_stories, articles
-- story_id: the story
-- published_at: when it was published, UTC
-- day: the day in London
-- outlet: who published it
-- headline: its headline
-- article_id: the article
-- hours_after_first: hours since the first article of the story
-- is_outlets_first: whether it is the first of its outlet
-- similarity: how alike it is to the story's other articles
-- example: from story((select max_by(story_id, articles) from stories))
create macro story(story_id) as table
with
span as materialized (
    select s.first_day, s.last_day from stories as s where s.story_id = story_id
),
meant as materialized (  -- its days rule out nearly all others at once; of what has no date there is little
    select told.*
    from article_stories as told
    where told.day in (select unnest(range(span.first_day, span.last_day + 1, interval 1 day))::date from span)
        and told.story_id = story_id
    union all
    select told.* from article_stories as told where told.day is null and told.story_id = story_id
),
named as (
    select a.article_id, a.headline
    from articles as a
    where a.day in (select meant.day from meant) and a.article_id in (select meant.article_id from meant)
    union all
    select a.article_id, a.headline
    from articles as a
    where a.day is null and a.article_id in (select meant.article_id from meant)
)
select
    told.published_at, told.day, told.outlet, named.headline, told.article_id,
    (epoch(told.published_at) - min(epoch(told.published_at)) over ()) / 3600 as hours_after_first,
    row_number() over (
        partition by told.outlet order by told.published_at nulls last, told.article_id) = 1 as is_outlets_first,
    told.similarity
from meant as told
join named on named.article_id = told.article_id
order by told.published_at nulls last, told.article_id;
