-- one row: how many pairs of a batch and an article only one of lake and snapshot has
with told as (
    select article_id, batch_id from articles
    union select article_id, batch_id from article_entities
    union select article_id, batch_id from article_stories
    union select article_id, batch_id from article_topics
    union select article_id, batch_id from copies
    union select article_id, batch_id from edits
    union select article_id, batch_id from mentions
    union select article_id, batch_id from people
    union select article_id, batch_id from relevance
    union select article_id, batch_id from versions
    union select article_id, batch_id from voices
    union select article_id, batch_id from wording
    union select article_id, batch_id from fetches where article_id is not null
),
held as (
    select article_id, batch_id from book.batch_articles
)
select count(*)
from ((from told except from held) union all (from held except from told));
