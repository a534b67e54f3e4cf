-- one row: one entry of the gazetteer
create table entities (
    entity_id varchar,
    kind varchar,
    name varchar,
    region varchar,
    aliases varchar[]
);
