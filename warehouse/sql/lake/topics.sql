-- one row: one topic of the taxonomy, of either level
create table topics (
    topic varchar,
    name varchar,
    parent varchar,
    is_group boolean,
    definition varchar,
    scope varchar,
    iptc varchar,
    version varchar,
    rules_version varchar
);
