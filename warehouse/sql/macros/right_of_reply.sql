-- one row: one outlet: how often the police speak too where those whom they police speak. Counted are articles in
--   which somebody speaks as family, victim or witness, resident, campaigner, charity or lawyer; whether what they
--   say is criticism is not judged, and a force that is asked and declines is not counted as speaking
-- after: article_topics, voices
-- topic: the topic's slug; null: articles of any topic
-- since: the first day; null: from the start
-- until: the last day; null: to the end
-- outlet: only this outlet; null: all
-- articles: in how many articles one of them speaks
-- answered: in how many of those a force speaks too
-- share: answered as a part of articles, between 0 and 1
-- example: from right_of_reply()
create macro right_of_reply(topic := null, since := null, until := null, outlet := null) as table
with
heard as (
    select
        v.article_id, v.outlet,
        bool_or(v.role in ('family', 'victim_or_witness', 'resident', 'campaigner', 'charity', 'lawyer')) as is_public,
        bool_or(v.role = 'police_force') as is_answered
    from voices as v
    where (topic is null or exists (
            from article_topics as t where t.article_id = v.article_id and t.topic = topic))
        and (since is null or v.day >= since)
        and (until is null or v.day <= until)
        and (outlet is null or v.outlet = outlet)
    group by all
)
select
    h.outlet, count(*) as articles, count(*) filter (h.is_answered) as answered,
    count(*) filter (h.is_answered) / count(*) as share
from heard as h
where h.is_public
group by h.outlet
order by articles desc, h.outlet;
