-- one value: true for a topic or group that the book knows, and for null; else an error that says what to do
-- after: topic_slug
-- slug: the topic's slug, or a group's
-- example: select known_topic('stop-and-search') as is_known
create macro known_topic(slug) as  -- of a constant DuckDB makes `true` before it reads anything
    case when slug is null or cast(slug as varchar) <> '' and try_cast(cast(slug as varchar) as topic_slug) is not null then true
        else error('There is no topic or group ''' || slug || ''': `from topics` lists them.') end;
