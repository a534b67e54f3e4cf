-- one row: one outlet: on how many days we saw it
-- after: coverage, known_days(), known_outlet()
-- since: the first day; null: from the start
-- until: the last day; null: to the end
-- outlet: only this outlet; null: all
-- days: how many days are asked for, from the first that a take of the outlet reached or tried to
-- days_seen: on how many of them we saw it; where that is fewer, articles of the others may be missing
-- example: from seen_days()
create macro seen_days(since := null, until := null, outlet := null) as table
select c.outlet, count(*) as days, count(*) filter (c.state <> 'blind') as days_seen
from coverage as c
where case when known_outlet(outlet) and known_days(since, until) then  -- so that no other condition hides the error
    (since is null or c.day >= since)
    and (until is null or c.day <= until)
    and (outlet is null or c.outlet = outlet)
    end
group by c.outlet
order by c.outlet;
