-- one row: a key that occurs more than once in a table of articles
-- looks at: chunk
-- severity: stop
-- then: two batches of the lake hold the same thing under different names, or a transform doubles rows
select 'articles' as table_name, article_id as key, count(*) as times
from articles group by article_id having count(*) > 1
union all
select 'article_topics', concat_ws(' ', article_id, topic), count(*)
from article_topics group by article_id, topic having count(*) > 1
union all
select 'article_topics_by_version', concat_ws(' ', article_id, topic, version), count(*)
from article_topics_by_version group by article_id, topic, version having count(*) > 1
union all
select 'article_entities', concat_ws(' ', article_id, entity_id), count(*)
from article_entities group by article_id, entity_id having count(*) > 1
union all
select 'relevance', article_id, count(*)
from relevance group by article_id having count(*) > 1
union all
select 'mentions', concat_ws(' ', article_id, kind, tag, field, start, "end", rule), count(*)
from mentions group by article_id, kind, tag, field, start, "end", rule having count(*) > 1
union all
select 'voices', concat_ws(' ', article_id, position), count(*)
from voices group by article_id, position having count(*) > 1
union all
select 'people', concat_ws(' ', article_id, person_id), count(*)
from people group by article_id, person_id having count(*) > 1
union all
select 'article_stories', article_id, count(*)
from article_stories group by article_id having count(*) > 1
union all
select 'copies', article_id, count(*)
from copies group by article_id having count(*) > 1
union all
select 'wording', concat_ws(' ', article_id, frame, field, start, "end", rule), count(*)
from wording group by article_id, frame, field, start, "end", rule having count(*) > 1
union all
select 'tag_changes', concat_ws(' ', article_id, kind, change, tag, name, detail, field, start, "end"), count(*)
from tag_changes group by article_id, kind, change, tag, name, detail, field, start, "end" having count(*) > 1
union all
select 'edits', concat_ws(' ', article_id, edited_at, field, kind, old_start, old_end, new_start, new_end, rule), count(*)
from edits group by article_id, edited_at, field, kind, old_start, old_end, new_start, new_end, rule having count(*) > 1
order by table_name, key;
