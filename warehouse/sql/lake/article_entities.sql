-- one row: one entity of one article
create table article_entities (
    article_id varchar,
    entity_id varchar,
    mentions integer,
    in_headline boolean,
    version varchar
);
