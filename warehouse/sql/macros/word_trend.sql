-- one row: one period: how many articles hold what a query asks for, in all outlets that we saw
-- after: seen_periods(), matches(), period_of(), period_after()
-- query: words, phrases and operators as docs/search.md has them
-- every: day, week, month, quarter or year; weeks start on Monday, days are London's
-- since: the first period is the one this day falls in; null: from the start
-- until: the last period is the one this day falls in; null: to the end
-- outlet: only this outlet; null: all
-- topic: only articles about this topic, or one of this group; null: all
-- period: its first day
-- articles: how many hold it; null, not zero, where we were blind to every outlet
-- output: how many articles the outlets that we saw have in the period, of whatever topic
-- share: articles as a part of output, between 0 and 1; null where we were blind or nothing was published
-- outlets_up: how many outlets the numbers count: those that we saw on at least one day
-- outlets_blind: how many outlets we could not see on any day
-- is_complete: whether the period was over when the outlets were last asked
-- example: from word_trend('stop and search')
create macro word_trend(
    query, every := 'week', since := null, until := null, outlet := null, topic := null
) as table
with
seen as (
    from seen_periods(every := every, since := since, until := until, outlet := outlet)
),
found as (
    select m.outlet, period_of(every, m.day) as period, count(*) as articles
    from matches(query, since := period_of(every, since), until := period_after(every, until) - 1,
        outlet := outlet, topic := topic) as m
    group by all
),
counted as (
    select
        s.period, s.state, s.is_complete,
        case when s.state <> 'blind' then coalesce(found.articles, 0) end as articles,
        case when s.state <> 'blind' then s.output end as output
    from seen as s
    left join found on found.outlet = s.outlet and found.period = s.period
)
select
    c.period, sum(c.articles)::bigint as articles, sum(c.output)::bigint as output,
    sum(c.articles) / nullif(sum(c.output), 0) as share,
    count(*) filter (c.state <> 'blind') as outlets_up,
    count(*) filter (c.state = 'blind') as outlets_blind,
    bool_and(c.is_complete) as is_complete
from counted as c
group by c.period
order by c.period;
