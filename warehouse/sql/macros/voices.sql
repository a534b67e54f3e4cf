-- one row: one role: how often, how long and where it speaks in articles about a topic, where we could see
-- after: voices_by_outlet()
-- topic: the topic's slug, or a group's; null: articles of any topic
-- since: the first period is the one this day falls in; null: from the start
-- until: the last period is the one this day falls in; null: to the end
-- outlet: only this outlet; null: all
-- role: in which role people speak
-- quotations: how many quotations, direct and indirect
-- words: how many words they have
-- articles: in how many articles the role speaks
-- outlets: in how many outlets
-- share_of_quotations: of all quotations, between 0 and 1
-- share_of_words: of all words, between 0 and 1
-- outlets_up: how many outlets the numbers count: those that we saw on at least one day
-- outlets_blind: how many outlets we could not see on some day, so that the numbers may lack them
-- example: from voices('stop-and-search')
create macro voices(topic := null, since := null, until := null, outlet := null) as table
with
each as materialized (
    from voices_by_outlet(topic := topic, every := 'week', since := since, until := until, outlet := outlet)
),
seen as (
    select
        count(distinct e.outlet) filter (e.state <> 'blind') as outlets_up,
        count(distinct e.outlet) filter (e.state in ('blind', 'partial')) as outlets_blind
    from each as e
)
select
    e.role,
    sum(e.quotations)::bigint as quotations,
    sum(e.words)::bigint as words,
    sum(e.articles)::bigint as articles,
    count(distinct e.outlet) as outlets,
    sum(e.quotations) / sum(sum(e.quotations)) over () as share_of_quotations,
    sum(e.words) / sum(sum(e.words)) over () as share_of_words,
    any_value(seen.outlets_up) as outlets_up,
    any_value(seen.outlets_blind) as outlets_blind
from each as e, seen
where e.role is not null
group by e.role
order by words desc, e.role;
