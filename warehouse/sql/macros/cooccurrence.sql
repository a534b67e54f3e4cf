-- one row: another topic that articles about a topic speak of too
-- after: article_topics, topics, known_topic(), known_outlet(), known_days(), in_days()
-- topic: the topic's slug, or a group's: the others are then topics of other groups
-- since: the first day; null: from the start
-- until: the last day; null: to the end
-- outlet: only this outlet; null: all
-- other: the other topic
-- name: its name
-- articles: how many articles have both
-- share: which part of the topic's or group's articles that is, between 0 and 1
-- lift: how many times as often as if the two had nothing to do with one another, among articles with any topic
-- example: from cooccurrence('stop-and-search')
create macro cooccurrence(topic, since := null, until := null, outlet := null) as table
with
members as (
    select m.topic
    from topics as m
    where case when known_topic(coalesce(topic, 'null')) and known_outlet(outlet) then m.topic = topic or m.parent = topic end
),
tagged as (
    select t.text_no, t.topic
    from article_topics as t
    where case when known_days(since, until) then  -- so that no other condition hides the error
        in_days(t.day, since, until)
        and (outlet is null or t.outlet = outlet)
        end
),
meant as (
    select distinct g.text_no from tagged as g where g.topic in (from members)
),
sizes as (
    select (select count(*) from meant) as meant, count(distinct tagged.text_no) as tagged from tagged
),
each_alone as (
    select g.topic, count(*) as articles from tagged as g group by g.topic
),
both_together as (
    select g.topic, count(*) as articles
    from tagged as g
    join meant on meant.text_no = g.text_no
    group by g.topic
)
select
    b.topic::varchar as other, n.name, b.articles,
    b.articles / s.meant as share,
    (b.articles / s.meant) / (e.articles / s.tagged) as lift
from both_together as b
join each_alone as e on e.topic = b.topic
join topics as n on n.topic = b.topic and n.topic is distinct from topic and n.parent is distinct from topic
cross join sizes as s
order by b.articles desc, other;
