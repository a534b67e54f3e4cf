-- one row: one typed edit between two successive revisions of an article
create table edits (
    article_id varchar,
    outlet varchar,
    edited_at timestamptz,
    before_at timestamptz,
    "field" varchar,
    kind varchar,
    "before" varchar,
    "after" varchar,
    start_before integer,
    end_before integer,
    start_after integer,
    end_after integer,
    diff struct(mark varchar, "text" varchar)[],
    rule varchar,
    version varchar
);
