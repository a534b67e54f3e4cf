-- one row: a key that occurs more than once in a table of names, of days or of what several articles make
-- severity: stop
-- then: two batches of the lake hold the same thing under different names, or a transform doubles rows
with keys as (
    select 'outlets' as table_name, outlet::varchar as key from outlets
    union all select 'topics', topic::varchar from topics
    union all select 'entities', entity_id from entities
    union all select 'taggings', concat_ws(' ', batch_id, version) from taggings
    union all select 'stories', story_id from stories
    union all select 'copies', article_id from copies
    union all select 'coverage', concat_ws(' ', outlet, day) from coverage
)
select table_name, key, count(*) as times
from keys
group by all
having count(*) > 1
order by table_name, key;
