-- one row: a table or view that may be read as a whole
select table_name as name from duckdb_tables() where not internal
union all
select view_name from duckdb_views() where not internal
order by all;
