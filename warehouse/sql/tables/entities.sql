-- one row: one police force, oversight body, borough or other name of the gazetteer
-- entity_id: its slug
-- kind: what it is: police_force, police_unit, oversight, borough, council, place ...
-- name: its full name
-- region: where it is, if it is somewhere
-- aliases: the other names it goes by
-- part_of: of a unit, the force or body it belongs to
-- force_id: of a place, a council or a commissioner, the force in whose area it lies; an article that names a
--   place does not thereby name its force
-- borough_id: the London borough it lies in
-- valid_from: since when it has been called so; null if not known
-- valid_until: until when it was; null if it still is
-- succeeded_by: what does its work since
create table entities as
select
    entity_id, kind, name, region, aliases, part_of, force_id, borough_id, valid_from, valid_until, succeeded_by
from lake.entities
where committed = (select max(committed) from lake.entities) -- every batch brings all of them
order by entity_id;
