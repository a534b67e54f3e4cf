-- one row: articles that one story gave to another when stories were told again
create table story_changes (
    story_id varchar,
    into_story_id varchar,
    change varchar,
    articles integer
);
