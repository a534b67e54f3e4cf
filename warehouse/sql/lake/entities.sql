-- one row: one entry of the gazetteer
create table entities (
    entity_id varchar,
    kind varchar,
    name varchar,
    region varchar,
    aliases varchar[],
    part_of varchar,
    force_id varchar,
    borough_id varchar,
    valid_from date,
    valid_until date,
    succeeded_by varchar
);
