-- one row: a key that occurs more than once in a table of names, of days or of what several articles make
-- severity: stop
-- then: two batches of the lake hold the same thing under different names, or a transform doubles rows
select 'outlets' as table_name, outlet::varchar as key, count(*) as times
from outlets group by outlet having count(*) > 1
union all
select 'topics', topic::varchar, count(*)
from topics group by topic having count(*) > 1
union all
select 'entities', entity_id, count(*)
from entities group by entity_id having count(*) > 1
union all
select 'taggings', concat_ws(' ', batch_id, version), count(*)
from taggings group by batch_id, version having count(*) > 1
union all
select 'stories', story_id, count(*)
from stories group by story_id having count(*) > 1
union all
select 'coverage', concat_ws(' ', outlet, day), count(*)
from coverage group by outlet, day having count(*) > 1
order by table_name, key;
