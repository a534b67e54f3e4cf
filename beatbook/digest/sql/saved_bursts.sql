-- one row: one day on which a saved query finds more than the same weekdays let expect, as bursts() reckons it
with
days as (
    select c.day, bool_or(c.state <> 'blind') as is_seen, bool_and(c.state <> 'blind') as is_whole
    from coverage as c
    where $outlets::varchar[] is null or list_contains($outlets, c.outlet::varchar)
    group by c.day
),
counted as (
    select
        days.day, any_value(days.is_whole) as is_whole, count(found.article_id) as articles,
        count(distinct found.outlet) as outlets,
        list(found.article_id order by found.article_id) filter (found.article_id is not null) as article_ids
    from days
    left join ($found) as found on found.day = days.day
    where days.is_seen
    group by days.day
),
pasts as (
    select d.day, p.articles as past
    from counted as d
    join counted as p on p.is_whole and p.day in (
        d.day - 7, d.day - 14, d.day - 21, d.day - 28, d.day - 35, d.day - 42, d.day - 49, d.day - 56)
    where d.articles > 0
),
middles as (
    select day, median(past) as expected, count(*) as weeks from pasts group by day
),
usual as (
    select
        middles.day, middles.expected,
        greatest(1.4826 * median(abs(pasts.past - middles.expected)), sqrt(middles.expected), 1) as deviation
    from middles
    join pasts on pasts.day = middles.day
    where middles.weeks >= 3
    group by middles.day, middles.expected
)
select
    c.day, c.articles, u.expected, (c.articles - u.expected) / u.deviation as score, c.outlets, c.article_ids
from counted as c
join usual as u on u.day = c.day
where (c.articles - u.expected) / u.deviation >= $least
    and ($since::date is null or c.day >= $since)
    and ($until::date is null or c.day <= $until)
order by c.day desc
