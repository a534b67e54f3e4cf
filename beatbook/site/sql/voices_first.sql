-- one row: one role: in how many articles it is the first to speak
from first_voice($topic, until := $until)
order by articles desc, role
