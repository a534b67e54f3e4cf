-- one row: something that a question may name, and what else people call it
select 'topic' as kind, topic::varchar as slug, name from topics
union all
select 'outlet', outlet::varchar, name from outlets
order by all;
