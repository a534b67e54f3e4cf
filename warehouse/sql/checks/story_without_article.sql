-- one row: a story that is told of an article that the lake does not hold
-- looks at: chunk
-- severity: warn
-- then: tell the stories of that day again
select distinct told.article_id, told.story_id
from lake.article_stories as told
anti join lake.articles as read on read.article_id = told.article_id
order by all;
