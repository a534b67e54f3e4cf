-- one row: an outlet some of whose articles carry no date, so that no trend counts them
-- severity: warn
-- then: see what dates its pages give (`dates`); a reader for them belongs in transforms
select outlet, count(*) as undated
from articles where day is null
group by all
order by all;
