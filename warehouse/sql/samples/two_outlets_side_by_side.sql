-- one row: a month of one topic in one of the two outlets that published most
-- asks: How do two outlets differ on the same topic?
with largest as (
    select list(outlet::varchar) as outlets
    from (select outlet from articles group by outlet order by count(*) desc limit 2)
)
from compare(['protest'], outlets := (select outlets from largest), every := 'month');
