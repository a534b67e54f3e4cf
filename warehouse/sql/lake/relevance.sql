-- one row: whether one article is on the beat, and why
create table relevance (
    article_id varchar,
    score float,
    is_on_beat boolean,
    reasons struct(rule varchar, field varchar, start integer, "end" integer, "text" varchar, weight float)[],
    version varchar
);
