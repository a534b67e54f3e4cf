-- one row: one role: how often and how long it speaks
from voices($topic, until := $until)
order by words desc, role
