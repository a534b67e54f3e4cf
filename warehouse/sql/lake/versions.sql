-- one row: one article as it read from a moment on
create table versions (
    article_id varchar,
    outlet varchar,
    headline varchar,
    body varchar,
    content varchar,
    words integer,
    fetched_at timestamptz,
    run_id varchar,
    page_url varchar,
    warc_file varchar,
    warc_offset bigint,
    extractor varchar
);
