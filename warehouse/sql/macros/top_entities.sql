-- one row: a force, body, place or group that articles about a topic name
-- after: texts_about(), known_word(), article_entities, entities, in_days()
-- topic: the topic's slug, or a group's
-- kind: only entities of this kind, as police_force; null: all
-- since: the first day; null: from the start
-- until: the last day; null: to the end
-- outlet: only this outlet; null: all
-- most: how many rows at most
-- entity_id: the entity
-- name: its name
-- entity_kind: its kind
-- articles: how many of the topic's articles name it
-- share: which part of them that is, between 0 and 1
-- outlets: how many outlets named it in them
-- mentions: how many times they name it
-- in_headline: how many of them name it in the headline
-- example: from top_entities('stop-and-search')
create macro top_entities(topic, kind := null, since := null, until := null, outlet := null, most := 20) as table
with
meant as (
    select a.text_no from texts_about(coalesce(topic, 'null'), since := since, until := until, outlet := outlet) as a
),
named as (
    select
        e.entity_id, count(*) as articles, count(distinct e.outlet) as outlets, sum(e.mentions)::bigint as mentions,
        count(*) filter (e.in_headline) as in_headline
    from article_entities as e
    join meant on meant.text_no = e.text_no
    where in_days(e.day, since, until)
    group by e.entity_id
)
select
    n.entity_id, entities.name, entities.kind as entity_kind, n.articles,
    n.articles / (select count(*) from meant) as share, n.outlets, n.mentions, n.in_headline
from named as n
join entities on entities.entity_id = n.entity_id
where case
    when known_word('kind', kind, (select string_agg(distinct known.kind, ', ' order by known.kind) from entities as known))
        then kind is null or entities.kind = kind
    end
order by n.articles desc, n.mentions desc, n.entity_id
limit most;
