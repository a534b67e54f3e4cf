-- one row: one person whom the body of one article names
create table people (
    article_id varchar,
    person_id integer,
    name varchar,
    variants varchar[],
    is_variant boolean,
    role varchar,
    role_start integer,
    role_end integer,
    mentions struct(start integer, "end" integer, text varchar)[],
    version varchar
);
