-- one row: articles that one story gave to another on one day on which stories were told again
-- replaced by: batch_id
-- story_id: the story that had them
-- into_story_id: the story that has them since
-- change: merged if it gave all it had; split if they became a story of their own; moved if they joined another
-- articles: how many
-- batch_id: the commit of the lake that it came with
create table story_changes as
select story_id, into_story_id, change, articles, batch_id
from lake.story_changes
order by batch_id, story_id, into_story_id;
