-- one row: one outlet in one period: how many of its articles are about a topic
from trend_by_outlet($topic, every := $every, since := $since::date, until := $until::date, outlet := $outlet::varchar);
