-- one row: one outlet in one period: how much it edited of what it had published
-- after: seen_periods(), edits, second_looks, period_of(), about(), known_word(), edit_kinds(), in_periods()
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
looked as (
    select l.outlet, period_of(every, l.day) as period, sum(l.looks)::bigint as looks
    from second_looks as l
    where (topic is null or l.article_id in (from meant))
        and (outlet is null or l.outlet = outlet)
        and in_periods(l.day, every, since, until)
    group by all
),
counted as (
    select
        e.outlet, period_of(every, e.day) as period, count(*) as edits, count(distinct e.article_id) as articles
    from edits as e
    where (topic is null or e.article_id in (from meant))
        and (outlet is null or e.outlet = outlet)
        and (kind is null or e.kind = kind)
        and in_periods(e.day, every, since, until)
    group by all
)
select
    s.outlet, s.period,
    case when looked.looks > 0 then coalesce(counted.articles, 0) end as articles,
    case when looked.looks > 0 then coalesce(counted.edits, 0) end as edits,
    coalesce(looked.looks, 0) as looks, s.state, s.is_complete
from seen as s
left join looked on looked.outlet = s.outlet and looked.period = s.period
left join counted on counted.outlet = s.outlet and counted.period = s.period
order by s.period, s.outlet;
