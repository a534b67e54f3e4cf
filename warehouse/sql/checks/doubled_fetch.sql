-- one row: an address that one take of an outlet asked for twice, or a take that is there twice
-- looks at: touched
-- severity: stop
-- then: two batches of the lake hold the same day under different names
select 'fetches' as table_name, run_id, outlet, url, count(*) as times from fetches group by all having count(*) > 1
union all
select 'runs', run_id, outlet, null, count(*) from runs group by all having count(*) > 1
order by all;
