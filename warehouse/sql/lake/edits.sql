-- one row: one typed edit between two consecutive revisions of an article
create table edits (
    article_id varchar,
    old_at timestamptz,
    edited_at timestamptz,
    "field" varchar,
    kind varchar,
    old_start integer,
    old_end integer,
    old_text varchar,
    new_start integer,
    new_end integer,
    new_text varchar,
    rule varchar,
    version varchar
);
