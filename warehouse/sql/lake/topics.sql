-- one row: one topic of the taxonomy
create table topics (
    topic varchar,
    name varchar,
    definition varchar,
    version varchar
);
