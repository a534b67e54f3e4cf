-- one row: one article as last seen
create table articles (
    article_id varchar,
    outlet varchar,
    url varchar,
    headline varchar,
    standfirst varchar,
    body varchar,
    authors varchar[],
    section varchar,
    published_at timestamptz,
    published_source varchar,
    modified_at timestamptz,
    dates struct("field" varchar, "at" timestamptz, "source" varchar, "raw" varchar)[],
    language varchar,
    access varchar,
    words integer,
    fetched_at timestamptz,
    run_id varchar,
    page_url varchar,
    warc_file varchar,
    warc_offset bigint,
    extractor varchar
);
