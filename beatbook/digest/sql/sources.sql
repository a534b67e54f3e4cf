-- one row: one outlet that was blind or degraded on some day of the window, blind ones first
select
    c.outlet::varchar as outlet, o.name,
    count(*) filter (c.state = 'blind') as days_blind,
    count(*) filter (c.state = 'degraded') as days_degraded,
    min(c.day) filter (c.state = 'blind') as first_blind,
    max(c.day) filter (c.state = 'blind') as last_blind,
    arg_max(c.reason, c.day) as reason
from coverage as c
join outlets as o on o.outlet = c.outlet
where c.day between $since::date and $until::date and c.state <> 'up'
group by all
order by days_blind desc, days_degraded desc, o.name
