-- one row: one police force, oversight body, borough or other name of the gazetteer
-- entity_id: its slug
-- kind: what it is: police_force, oversight, borough, council ...
-- name: its full name
-- region: where it is, if it is somewhere
-- aliases: the other names it goes by
create table entities as
select entity_id, kind, name, region, aliases
from lake.entities
qualify row_number() over (partition by entity_id order by added desc) = 1
order by entity_id;
