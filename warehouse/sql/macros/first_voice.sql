-- one row: one role: in how many articles about a topic it is the first to speak
-- after: article_voices(), seen_days()
-- topic: the topic's slug, or a group's; null: articles of any topic
-- since: the first day; null: from the start
-- until: the last day; null: to the end
-- outlet: only this outlet; null: all
-- role: in which role
-- articles: in how many articles the first quotation with a speaker is spoken in this role
-- share: of all articles in which somebody speaks, between 0 and 1
-- outlets_up: how many outlets the numbers count: those that we saw on at least one day
-- outlets_blind: how many outlets we could not see on some day, so that the numbers may lack them
-- example: from first_voice('stop-and-search')
create macro first_voice(topic := null, since := null, until := null, outlet := null) as table
with
seen as (
    select
        count(*) filter (d.days_seen > 0) as outlets_up,
        count(*) filter (d.days_seen < d.days) as outlets_blind
    from seen_days(since := since, until := until, outlet := outlet) as d
)
select
    s.first_role as role, count(*) as articles, count(*) / sum(count(*)) over () as share,
    any_value(seen.outlets_up) as outlets_up, any_value(seen.outlets_blind) as outlets_blind
from article_voices(topic := topic, since := since, until := until, outlet := outlet) as s, seen
group by s.first_role
order by articles desc, s.first_role;
