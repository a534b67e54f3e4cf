-- one row: one article that one batch of the lake says something about; publishing looks up here what is new
-- replaced by: batch_id
-- article_id: the article
-- batch_id: the batch
create table batch_articles as
select distinct article_id, batch_id
from (  -- postings speak of no article that articles does not bring
    select article_id, batch_id from lake.articles
    union all select article_id, batch_id from lake.article_entities
    union all select article_id, batch_id from lake.article_stories
    union all select article_id, batch_id from lake.article_topics
    union all select article_id, batch_id from lake.copies
    union all select article_id, batch_id from lake.edits
    union all select article_id, batch_id from lake.mentions
    union all select article_id, batch_id from lake.people
    union all select article_id, batch_id from lake.relevance
    union all select article_id, batch_id from lake.tag_changes
    union all select article_id, batch_id from lake.versions
    union all select article_id, batch_id from lake.voices
    union all select article_id, batch_id from lake.wording
    union all select article_id, batch_id from lake.fetches where article_id is not null
)
order by batch_id, article_id;
