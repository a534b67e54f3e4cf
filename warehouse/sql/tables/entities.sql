-- one row: one police force, oversight body, borough or other name of the gazetteer
-- entity_id: its slug
-- kind: what it is: police_force, oversight, borough, council ...
-- name: its full name
-- region: where it is, if it is somewhere
-- aliases: the other names it goes by
create table entities as
select entity_id, kind, name, region, aliases
from lake.entities
where committed = (select max(committed) from lake.entities) -- every batch brings all of them
order by entity_id;
