-- one row: one article and the story it tells
create table article_stories (
    article_id varchar,
    story_id varchar,
    similarity float,
    version varchar
);
