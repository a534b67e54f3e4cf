-- one row: a key that occurs more than once in a table of articles
-- looks at: chunk
-- severity: stop
-- then: two batches of the lake hold the same thing under different names, or a transform doubles rows
with keys as (
    select 'articles' as table_name, article_id as key from articles
    union all select 'article_topics', concat_ws(' ', article_id, topic) from article_topics
    union all
    select 'article_topics_by_version', concat_ws(' ', article_id, topic, version) from article_topics_by_version
    union all select 'article_entities', concat_ws(' ', article_id, entity_id) from article_entities
    union all select 'relevance', article_id from relevance
    union all
    select 'mentions', concat_ws(' ', article_id, kind, tag, field, start, "end", rule) from mentions
    union all select 'voices', concat_ws(' ', article_id, position) from voices
    union all select 'people', concat_ws(' ', article_id, person_id) from people
    union all select 'article_stories', article_id from article_stories
    union all select 'wording', concat_ws(' ', article_id, frame, field, start, "end", rule) from wording
    union all
    select 'tag_changes', concat_ws(' ', article_id, kind, change, tag, name, detail, field, start, "end") from tag_changes
    union all
    select 'edits', concat_ws(' ', article_id, edited_at, field, kind, old_start, old_end, new_start, new_end, rule) from edits
),
doubled as materialized (
    select hash(table_name, key) as mark from keys group by mark having count(*) > 1
)
select table_name, key, count(*) as times
from keys
where hash(table_name, key) in (select mark from doubled)
group by all
having count(*) > 1
order by table_name, key;
