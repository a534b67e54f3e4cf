-- one row: one outlet in one period: how often it used a frame of words
-- after: seen_periods(), wording, articles, period_of(), period_after(), about(), known_word(), in_periods()
-- frame: the frame: a name of a file in transforms/frames, as agentless-passive or riot
-- topic: only articles about this topic, or one of this group; null: all articles
-- every: day, week, month, quarter or year; weeks start on Monday, days are London's
-- since: the first period is the one this day falls in; null: from the start
-- until: the last period is the one this day falls in; null: to the end
-- outlet: only this outlet; null: all
-- period: its first day
-- articles: how many articles use the frame; null, not zero, where we were blind
-- spans: how often they use it; null where we were blind
-- output: how many articles the outlet has in the period; null where we were blind
-- share: articles as a part of output, between 0 and 1; null where we were blind or it published nothing
-- position: how far down the body an article first uses it, from 0 (a headline) to 1, the median
-- state: up, degraded, partial or blind, as coverage() says
-- is_complete: whether the period was over when the outlets were last asked
-- example: from wording('riot', every := 'month')
create macro wording(frame, topic := null, every := 'week', since := null, until := null, outlet := null) as table
with
meant as (
    from about(topic, since := period_of(every, since), until := period_after(every, until) - 1, outlet := outlet)
),
seen as (
    from seen_periods(every := every, since := since, until := until, outlet := outlet)
    where known_word('frame', coalesce(frame, 'null'), 'age, agentless-passive, boy-girl, child, '
        || 'criminal-record, death-after-contact, disorder, immigration-status, known-to-police, mental-health, '
        || 'officer-involved, protest, race, riot, suspect, unrest, youth')
),
used as (  -- one row: one article that uses it
    select
        w.article_id, w.outlet, period_of(every, w.day) as period, count(*) as spans, min(coalesce(w.position, 0)) as position
    from wording as w
    where w.frame = frame
        and in_periods(w.day, every, since, until)
        and (outlet is null or w.outlet = outlet)
        and (topic is null or w.article_id in (from meant))
    group by w.article_id, w.outlet, w.day
),
counted as (
    select
        used.outlet, used.period, count(*) as articles, sum(used.spans)::bigint as spans, median(used.position) as position
    from used
    group by used.outlet, used.period
),
about_it as (  -- what is of any topic stands in seen
    select a.outlet, period_of(every, a.day) as period, count(*) as output
    from articles as a
    where topic is not null and a.article_id in (from meant)
        and in_periods(a.day, every, since, until)
        and (outlet is null or a.outlet = outlet)
    group by all
),
told as (
    select
        s.outlet, s.period, coalesce(counted.articles, 0) as articles, coalesce(counted.spans, 0) as spans, counted.position,
        case when topic is null then s.output else coalesce(about_it.output, 0) end as output, s.state, s.is_complete
    from seen as s
    left join counted on counted.outlet = s.outlet and counted.period = s.period
    left join about_it on about_it.outlet = s.outlet and about_it.period = s.period
)
select
    t.outlet, t.period,
    case when t.state <> 'blind' then t.articles end as articles,
    case when t.state <> 'blind' then t.spans end as spans,
    case when t.state <> 'blind' then t.output end as output,
    case when t.state <> 'blind' then t.articles / nullif(t.output, 0) end as share,
    t.position, t.state, t.is_complete
from told as t
order by t.period, t.outlet;
