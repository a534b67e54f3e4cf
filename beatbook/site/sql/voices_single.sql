-- one row: one outlet: in how many articles nobody but the police speaks
select outlet::varchar as outlet, articles, police_only, share
from single_source($topic, until := $until)
order by share desc, articles desc, outlet
