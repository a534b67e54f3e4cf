-- one row: one article of a story, in the order of publication
-- after: article_stories, articles
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
select
    told.published_at, told.day, told.outlet, a.headline, told.article_id,
    (epoch(told.published_at) - min(epoch(told.published_at)) over ()) / 3600 as hours_after_first,
    row_number() over (
        partition by told.outlet order by told.published_at nulls last, told.article_id) = 1 as is_outlets_first,
    told.similarity
from article_stories as told
join articles as a on a.article_id = told.article_id
where told.story_id = story_id
order by told.published_at nulls last, told.article_id;
