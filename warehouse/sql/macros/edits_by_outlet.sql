-- one row: one outlet in one period: how much it edited of what it had published
-- after: seen_periods(), edits, articles, fetches, period_of(), period_after(), london_day(), about(), known_word(), edit_kinds()
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
chosen as (
    select a.article_id, a.outlet
    from articles as a
    where (outlet is null or a.outlet = outlet)
        and (topic is null or a.article_id in (from meant))
),
addresses as (
    select distinct f.outlet, f.url, f.article_id from fetches as f where f.article_id is not null
),
looked as (  -- the first look at an article finds no edit
    select chosen.article_id, chosen.outlet, f.fetched_at
    from fetches as f
    join addresses on addresses.outlet = f.outlet and addresses.url = f.url
    join chosen on chosen.article_id = addresses.article_id
    where f.kind = 'article' and f.outcome in ('fetched', 'unchanged', 'vanished') and f.fetched_at is not null
    qualify row_number() over (partition by chosen.article_id order by f.fetched_at) > 1
),
looks as (
    select looked.outlet, period_of(every, london_day(looked.fetched_at)) as period, count(*) as looks
    from looked
    group by all
),
counted as (
    select
        e.outlet, period_of(every, e.day) as period, count(*) as edits, count(distinct e.article_id) as articles
    from edits as e
    join chosen on chosen.article_id = e.article_id
    where kind is null or e.kind = kind
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
