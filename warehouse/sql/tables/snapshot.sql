-- one row: this warehouse itself, the only row; cite it with every figure
-- after: topics
-- version: the name of this snapshot
-- lake_version: the commit of the lake that it was built from
-- sql_version: hash of the SQL it was built and checked by
-- built_at: when it was built, UTC
-- taxonomy_version: the taxonomy that decided the topics
-- gazetteer_version: the gazetteer that found the entities
-- beatbook_version: the program that built it
-- suppressed_version: the list of names that it does not show, `suppressed.toml`; none if there was none
-- lake_files: hash of the names of the lake's files then; forgetting and ageing write files anew under one version
-- home: the book's folder then; bodies and postings look for their files there
create table snapshot as
select
    getvariable('version')::varchar as version,
    getvariable('lake_version')::integer as lake_version,
    getvariable('sql_version')::varchar as sql_version,
    getvariable('built_at')::timestamp as built_at,
    (select max(version) from topics) as taxonomy_version,
    getvariable('gazetteer_version')::varchar as gazetteer_version,
    getvariable('beatbook_version')::varchar as beatbook_version,
    getvariable('suppressed_version')::varchar as suppressed_version,
    getvariable('lake_files')::varchar as lake_files,
    getvariable('home')::varchar as home;
