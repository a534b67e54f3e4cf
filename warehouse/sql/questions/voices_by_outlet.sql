-- one row: one role in one outlet and period: how often and how long it speaks
from voices_by_outlet(
    $topic::varchar, every := $every, since := $since::date, until := $until::date, outlet := $outlet::varchar);
