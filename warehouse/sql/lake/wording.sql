-- one row: one span of one article that uses a frame of words
create table wording (
    article_id varchar,
    frame varchar,
    field varchar,
    start integer,
    "end" integer,
    text varchar,
    rule varchar,
    position float,
    version varchar
);
