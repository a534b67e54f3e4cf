-- one row: one period: how many articles are about a topic, in all outlets that we saw
from trend($topic, every := $every, since := $since::date, until := $until::date, outlet := $outlet::varchar);
