-- one row: how often articles were looked at again, when edits can be seen
select coalesce(sum(looks), 0)::bigint as looks
from edits_by_outlet(topic := $topic, every := 'day', since := $since, until := $until, outlet := $outlet);
