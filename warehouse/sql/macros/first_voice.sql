-- one row: one role: in how many articles about a topic it is the first to speak
-- after: article_voices()
-- topic: the topic's slug, or a group's; null: articles of any topic
-- since: the first day; null: from the start
-- until: the last day; null: to the end
-- outlet: only this outlet; null: all
-- role: in which role
-- articles: in how many articles the first quotation with a speaker is spoken in this role
-- share: of all articles in which somebody speaks, between 0 and 1
-- example: from first_voice('stop-and-search')
create macro first_voice(topic := null, since := null, until := null, outlet := null) as table
select s.first_role as role, count(*) as articles, count(*) / sum(count(*)) over () as share
from article_voices(topic := topic, since := since, until := until, outlet := outlet) as s
group by s.first_role
order by articles desc, s.first_role;
