-- one row: one role: its share of voice in articles about a topic
from voices($topic::varchar, since := $since::date, until := $until::date, outlet := $outlet::varchar);
