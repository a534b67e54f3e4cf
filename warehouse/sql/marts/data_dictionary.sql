-- one row: one table, view, column or macro of this warehouse, and what it means
-- kind: table, view, column or macro
-- name: the name of the table, view or macro
-- column_name: of a column, its name
-- type: of a column, its type; of a macro, its parameters
-- meaning: what it holds; of a table, what one row is
create table data_dictionary as
with found as (
    select 'table' as kind, table_name as name, null as column_name, -1 as place, null as type, comment as meaning
    from duckdb_tables() where database_name = current_database() and not internal
    union all
    select 'view', view_name, null, -1, null, comment
    from duckdb_views() where database_name = current_database() and not internal
    union all
    select 'column', table_name, column_name, column_index, regexp_replace(data_type, '^ENUM.*', 'ENUM'), comment
    from duckdb_columns() where database_name = current_database() and not internal
    union all
    select 'macro', function_name || '()', null, -1, array_to_string(parameters, ', '), comment
    from duckdb_functions() where database_name = current_database() and function_type like '%macro'
)
select kind, name, column_name, type, meaning
from found
where name <> 'data_dictionary'  -- its own comments are made after it
order by name, place;
