-- one row: one article's place in a cluster of copies, the original included
create table copies (
    article_id varchar,
    cluster_id varchar,
    previous_cluster_id varchar,
    original_id varchar,
    origin varchar,
    kind varchar,
    credit varchar,
    compared_id varchar,
    containment double,
    share_of_original double,
    share_of_own double,
    words_added integer,
    added struct("start" integer, "end" integer)[],
    lag_hours double,
    version varchar
);
