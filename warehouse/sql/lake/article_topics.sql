-- one row: one topic of one article
create table article_topics (
    article_id varchar,
    topic varchar,
    hits integer,
    score float,
    version varchar
);
