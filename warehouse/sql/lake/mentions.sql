-- one row: one evidence span, topic's or entity's
create table mentions (
    article_id varchar,
    kind varchar,
    tag varchar,
    field varchar,
    start integer,
    "end" integer,
    text varchar,
    rule varchar,
    version varchar
);
