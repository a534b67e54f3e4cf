-- one row: what one of two versions of the rules found in an article and the other not
create table tag_changes (
    article_id varchar,
    kind varchar,
    change varchar,
    tag varchar,
    name varchar,
    detail varchar,
    field varchar,
    start integer,
    "end" integer,
    version varchar
);
