-- one row: one word of one article, and where it stands
create table postings (
    term varchar,
    article_id varchar,
    positions integer[]
);
