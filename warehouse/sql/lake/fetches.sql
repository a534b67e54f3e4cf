-- one row: what came of one URL in one run
create table fetches (
    run_id varchar,
    outlet varchar,
    day date,
    url varchar,
    kind varchar,
    outcome varchar,
    detail varchar,
    source_url varchar,
    status smallint,
    offered_at timestamptz,
    fetched_at timestamptz,
    bytes bigint,
    signals varchar[],
    article_id varchar,
    warc_file varchar,
    warc_offset bigint
);
