-- one row: one period of one of several topics, and of one of several outlets if any are named
-- after: seen_periods(), topic_periods, known_topic(), known_outlet(), in_periods()
-- topics: a list of slugs of topics, or of groups: an article that has several topics of a group counts once
-- outlets: a list of outlets' slugs, each by itself; null: all outlets together
-- every: day, week, month, quarter or year; weeks start on Monday, days are London's
-- since: the first period is the one this day falls in; null: from the start
-- until: the last period is the one this day falls in; null: to the end
-- topic: the topic
-- outlet: the outlet; null where all are counted together
-- period: its first day
-- articles: how many are about the topic; null, not zero, where we were blind
-- output: how many articles of any topic the counted outlets have in the period; null where we were blind
-- share: articles as a part of output, between 0 and 1; null where we were blind or nothing was published
-- outlets_up: how many outlets the number counts: those that we saw on at least one day
-- outlets_blind: how many outlets we could not see on any day, so that the number lacks them
-- is_complete: whether the period was over when the outlets were last asked
-- example: from compare(['stop-and-search', 'taser'], every := 'month')
create macro compare(topics, outlets := null, every := 'week', since := null, until := null) as table
with
asked as (
    select distinct each.topic
    from (select unnest(coalesce(topics, ['null']))::varchar as topic) as each
    where known_topic(coalesce(each.topic, 'null'))
),
seen as (
    from seen_periods(every := every, since := since, until := until) as s
    where case when known_outlet(
        list_filter(outlets::varchar[], lambda slug: slug = '' or try_cast(slug as outlet_slug) is null)[1])
        then outlets is null or list_contains(outlets, s.outlet::varchar) end
),
tagged as (
    select t.topic::varchar as topic, t.outlet, t.period, t.articles
    from topic_periods as t
    where t.length = every and list_contains(topics, t.topic::varchar)
        and in_periods(t.period, every, since, until)
),
counted as (
    select
        asked.topic, s.outlet::varchar as outlet, s.period, s.state, s.is_complete,
        case when s.state <> 'blind' then coalesce(tagged.articles, 0) end as articles,
        case when s.state <> 'blind' then s.output end as output
    from asked
    cross join seen as s
    left join tagged on tagged.topic = asked.topic and tagged.outlet = s.outlet and tagged.period = s.period
)
select
    c.topic, case when outlets is not null then c.outlet end as outlet, c.period,
    sum(c.articles)::bigint as articles, sum(c.output)::bigint as output,
    sum(c.articles) / nullif(sum(c.output), 0) as share,
    count(*) filter (c.state <> 'blind') as outlets_up,
    count(*) filter (c.state = 'blind') as outlets_blind,
    bool_and(c.is_complete) as is_complete
from counted as c
group by c.topic, case when outlets is not null then c.outlet end, c.period
order by c.period, c.topic, 2;
