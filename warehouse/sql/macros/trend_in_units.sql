-- one row: one period: how many articles, distinct texts and newsrooms are about a topic, in all outlets that we saw
-- after: about(), period_after(), period_of(), seen_periods(), texts, trend()
-- topic: the topic's slug, or a group's
-- every: day, week, month, quarter or year; weeks start on Monday, days are London's
-- since: the first period is the one this day falls in; null: from the start
-- until: the last period is the one this day falls in; null: to the end
-- outlet: only this outlet; null: all
-- period: its first day
-- articles: how many are about the topic, as in trend(); null, not zero, where we were blind to every outlet
-- texts: how many texts those are: copies of one text count once in each period in which one stands
-- newsrooms: how many newsrooms published them: outlets of one owner are one
-- outlets_up: how many outlets the numbers count: those that we saw on at least one day
-- outlets_blind: how many outlets we could not see on any day, so that the numbers lack them
-- is_complete: whether the period was over when the outlets were last asked
-- example: from trend_in_units('stop-and-search')
create macro trend_in_units(topic, every := 'week', since := null, until := null, outlet := null) as table
with
seen as (
    from seen_periods(every := every, since := since, until := until, outlet := outlet)
),
told as (
    select s.period, count(distinct x.text_id) as texts, count(distinct x.newsroom) as newsrooms
    from about(topic, since := period_of(every, since), until := period_after(every, until) - 1, outlet := outlet) as a
    join texts as x on x.article_id = a.article_id
        and (since is null or x.day >= period_of(every, since))
        and (until is null or x.day < period_after(every, until))
    join seen as s on s.outlet = x.outlet and s.period = period_of(every, x.day)
    where s.state <> 'blind'
    group by s.period
)
select
    t.period, t.articles,
    case when t.articles is not null then coalesce(told.texts, 0) end as texts,
    case when t.articles is not null then coalesce(told.newsrooms, 0) end as newsrooms,
    t.outlets_up, t.outlets_blind, t.is_complete
from trend(topic, every := every, since := since, until := until, outlet := outlet) as t
left join told on told.period = t.period
order by t.period;
