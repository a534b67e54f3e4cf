-- one row: one role: in how many articles it is the first to speak
select role, articles, share
from first_voice($topic, until := $until)
order by articles desc, role
