-- one value: true for an outlet that the book knows, and for null; else an error that says what to do
-- after: outlet_slug
-- slug: the outlet's slug
-- example: select known_outlet(min(outlet::varchar)) as is_known from outlets
create macro known_outlet(slug) as  -- of a constant DuckDB makes `true` before it reads anything
    case when slug is null or cast(slug as varchar) <> '' and try_cast(cast(slug as varchar) as outlet_slug) is not null then true
        else error('There is no outlet ''' || slug || ''': `from outlets` lists them.') end;
