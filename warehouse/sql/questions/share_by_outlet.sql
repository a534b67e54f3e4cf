-- one row: one outlet in one period: which part of its output is about a topic
from share_by_outlet($topic, every := $every, since := $since::date, until := $until::date, outlet := $outlet::varchar);
