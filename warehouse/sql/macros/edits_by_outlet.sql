-- one row: one outlet in one period: how much it edited of what it had published
-- after: seen_periods(), edits, fetches, period_of(), period_after(), london_day(), about(), known_word(), edit_kinds()
-- topic: only articles about this topic, or one of this group, as they read now; null: all
-- kind: only edits of this kind; null: all
-- every: day, week, month, quarter or year in which an edit was seen; weeks start on Monday, days are London's
-- since: the first period is the one this day falls in; null: from the start
-- until: the last period is the one this day falls in; null: to the end
-- outlet: only this outlet; null: all
-- period: its first day
-- articles: how many articles were seen to be edited; null, not zero, where none was looked at again
-- edits: how many edits that were; null where none was looked at again
-- looks: how often articles were looked at again
-- state: up, degraded, partial or blind, as coverage() says
-- is_complete: whether the period was over when the outlets were last asked
-- example: from edits_by_outlet(every := 'month')
create macro edits_by_outlet(topic := null, kind := null, every := 'week', since := null, until := null,
    outlet := null) as table
with
meant as (
    from about(topic)
),
seen as (
    from seen_periods(every := every, since := since, until := until, outlet := outlet)
    where known_word('kind', kind, edit_kinds())
),
addresses as (
    select distinct f.outlet, f.url, f.article_id
    from fetches as f
    where f.article_id is not null and (topic is null or f.article_id in (from meant))
),
looked as materialized (
    select addresses.article_id, f.outlet, f.fetched_at
    from fetches as f
    join addresses on addresses.outlet = f.outlet and addresses.url = f.url
    where f.kind = 'article' and f.outcome in ('fetched', 'unchanged', 'vanished') and f.fetched_at is not null
        and (outlet is null or f.outlet = outlet)
),
again as (  -- all looks but the first at each article, which finds no edit
    select looked.outlet, looked.fetched_at, 1 as looks from looked
    union all
    select any_value(looked.outlet), min(looked.fetched_at), -1 from looked group by looked.article_id
),
looks as (
    select again.outlet, period_of(every, london_day(again.fetched_at)) as period, sum(again.looks)::bigint as looks
    from again
    where since is null or again.fetched_at >= period_of(every, since) - interval 1 day  -- London's day is dear to tell
    group by all
),
counted as (
    select
        e.outlet, period_of(every, e.day) as period, count(*) as edits, count(distinct e.article_id) as articles
    from edits as e
    where (topic is null or e.article_id in (from meant))
        and (outlet is null or e.outlet = outlet)
        and (kind is null or e.kind = kind)
        and (since is null or e.day >= period_of(every, since))
        and (until is null or e.day < period_after(every, until))
    group by all
)
select
    s.outlet, s.period,
    case when looks.looks > 0 then coalesce(counted.articles, 0) end as articles,
    case when looks.looks > 0 then coalesce(counted.edits, 0) end as edits,
    coalesce(looks.looks, 0) as looks, s.state, s.is_complete
from seen as s
left join looks on looks.outlet = s.outlet and looks.period = s.period
left join counted on counted.outlet = s.outlet and counted.period = s.period
order by s.period, s.outlet;
