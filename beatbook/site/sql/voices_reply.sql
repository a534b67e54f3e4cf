-- one row: one outlet: how often the police speak too where those whom they police speak
select outlet::varchar as outlet, articles, answered, share
from right_of_reply($topic, until := $until)
order by articles desc, outlet
