-- one row: one topic of one story that several outlets told
select distinct told.story_id, tagged.topic::varchar as topic
from article_stories as told
join article_topics as tagged on tagged.article_id = told.article_id
join stories on stories.story_id = told.story_id and stories.outlets > 1
order by all
