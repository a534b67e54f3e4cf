-- one row: one period: which part of the output of all outlets that we saw is about a topic
from share($topic, every := $every, since := $since::date, until := $until::date, outlet := $outlet::varchar);
