-- one row: one role in one outlet and period: how often and how long it speaks; one row without a role if nobody does
-- after: seen_periods(), voices, voice_days, texts_about(), in_periods()
-- topic: the topic's slug, or a group's; null: articles of any topic
-- every: day, week, month, quarter or year; weeks start on Monday, days are London's
-- since: the first period is the one this day falls in; null: from the start
-- until: the last period is the one this day falls in; null: to the end
-- outlet: only this outlet; null: all
-- period: its first day
-- role: in which role people speak; null if nobody does, or we were blind
-- quotations: how many quotations, direct and indirect; null, not zero, where we were blind
-- words: how many words they have
-- articles: in how many articles the role speaks
-- state: up, degraded, partial or blind, as coverage() says
-- is_complete: whether the period was over when the outlets were last asked
-- example: from voices_by_outlet('stop-and-search', every := 'month')
create macro voices_by_outlet(topic := null, every := 'week', since := null, until := null, outlet := null) as table
with
meant as (
    select t.text_no
    from texts_about(
        topic, since := period_of(every, since), until := period_after(every, until) - 1, outlet := outlet) as t
),
seen as (
    from seen_periods(every := every, since := since, until := until, outlet := outlet)
),
days as (  -- of all topics together each day is counted already
    select v.outlet, v.day, v.role, v.quotations, v.words, v.articles from voice_days as v where topic is null
    union all
    select v.outlet, v.day, v.role, count(*), sum(v.words), count(*) filter (v.is_roles_first)
    from voices as v
    where topic is not null and v.text_no in (from meant)
    group by all
),
heard as (
    select
        d.outlet, period_of(every, d.day) as period, d.role, sum(d.quotations)::bigint as quotations,
        sum(d.words) as words, sum(d.articles)::bigint as articles
    from days as d
    where in_periods(d.day, every, since, until)
        and (outlet is null or d.outlet = outlet)
    group by all
)
select
    s.outlet, s.period, heard.role,
    case when s.state <> 'blind' then coalesce(heard.quotations, 0) end as quotations,
    case when s.state <> 'blind' then coalesce(heard.words, 0)::bigint end as words,
    case when s.state <> 'blind' then coalesce(heard.articles, 0) end as articles,
    s.state, s.is_complete
from seen as s
left join heard  -- a condition on the state alone would compare all with all
    on heard.outlet = case when s.state <> 'blind' then s.outlet end and heard.period = s.period
order by s.period, s.outlet, heard.words desc, heard.role;
