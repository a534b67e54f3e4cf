-- one row: one role: in how many articles about a topic it is the first to speak
-- after: article_topics, voices
-- topic: the topic's slug; null: articles of any topic
-- since: the first day; null: from the start
-- until: the last day; null: to the end
-- outlet: only this outlet; null: all
-- role: in which role
-- articles: in how many articles the first quotation with a speaker is spoken in this role
-- share: of all articles in which somebody speaks, between 0 and 1
-- example: from first_voice('stop-and-search')
create macro first_voice(topic := null, since := null, until := null, outlet := null) as table
with
firsts as (
    select v.article_id, arg_min(v.role, v.position) as role
    from voices as v
    where (topic is null or exists (
            from article_topics as t where t.article_id = v.article_id and t.topic = topic))
        and (since is null or v.day >= since)
        and (until is null or v.day <= until)
        and (outlet is null or v.outlet = outlet)
        and v.speaker_start is not null
    group by v.article_id
)
select f.role, count(*) as articles, count(*) / sum(count(*)) over () as share
from firsts as f
group by f.role
order by articles desc, f.role;
