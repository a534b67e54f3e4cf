-- one row: one period: how many articles, distinct texts and newsrooms are about a topic, in all outlets that we saw
-- after: copies, outlets, period_after(), period_of(), texts_about(), trend_by_outlet(), in_periods()
-- topic: the topic's slug, or a group's
-- every: day, week, month, quarter or year; weeks start on Monday, days are London's
-- since: the first period is the one this day falls in; null: from the start
-- until: the last period is the one this day falls in; null: to the end
-- outlet: only this outlet; null: all
-- period: its first day
-- articles: how many are about the topic, as in trend(); null, not zero, where we were blind to every outlet
-- texts: how many texts those are: copies of one text, see texts, count once in each period in which
--   one stands
-- newsrooms: how many newsrooms published them: outlets of one owner are one
-- outlets_up: how many outlets the numbers count: those that we saw on at least one day
-- outlets_blind: how many outlets we could not see on any day, so that the numbers lack them
-- is_complete: whether the period was over when the outlets were last asked
-- example: from trend_in_units('stop-and-search')
create macro trend_in_units(topic, every := 'week', since := null, until := null, outlet := null) as table
with
told as (
    from trend_by_outlet(topic, every := every, since := since, until := until, outlet := outlet)
),
meant as (
    select t.text_no
    from texts_about(
        topic, since := period_of(every, since), until := period_after(every, until) - 1, outlet := outlet) as t
),
repeated as (  -- few articles are copies: the others are a text each
    select told.period, count(*) - count(distinct c.cluster_id) as articles
    from copies as c
    join told on told.outlet = c.outlet and told.period = period_of(every, c.day) and told.state <> 'blind'
    where c.text_no in (from meant)
        and in_periods(c.day, every, since, until)
    group by told.period
)
select
    told.period, sum(told.articles)::bigint as articles,
    (sum(told.articles) - coalesce(any_value(repeated.articles), 0))::bigint as texts,
    case when sum(told.articles) is not null
        then count(distinct coalesce(o.owner, o.outlet::varchar)) filter (told.articles > 0) end as newsrooms,
    count(*) filter (told.state <> 'blind') as outlets_up,
    count(*) filter (told.state = 'blind') as outlets_blind,
    bool_and(told.is_complete) as is_complete
from told
left join outlets as o on o.outlet = told.outlet
left join repeated on repeated.period = told.period
group by told.period
order by told.period;
