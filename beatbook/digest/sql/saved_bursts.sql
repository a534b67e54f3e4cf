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
)
select b.day, b.articles, b.expected, b.score, c.outlets, c.article_ids
from burst_scores((select list({'day': day, 'is_whole': is_whole, 'articles': articles}) from counted), $least) as b
join counted as c on c.day = b.day
where ($since::date is null or b.day >= $since::date)
    and ($until::date is null or b.day <= $until::date)
order by b.day desc
