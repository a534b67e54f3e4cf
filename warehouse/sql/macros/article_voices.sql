-- one row: one article in which somebody speaks, with who is the first and whether the police and the policed do
-- after: article_voices, texts_about(), known_outlet(), known_days(), in_days()
-- topic: the topic's slug, or a group's; null: articles of any topic
-- since: the first day; null: from the start
-- until: the last day; null: to the end
-- outlet: only this outlet; null: all
-- article_id: the article
-- first_role: in which role the first quotation with a speaker is spoken
-- is_police_only: whether every speaker is of a force or its unions, or an unnamed police source
-- has_public: whether somebody speaks as family, victim or witness, resident, campaigner, charity or lawyer
-- has_force: whether a force speaks; one that is asked and declines is not counted as speaking
-- example: from article_voices('stop-and-search')
create macro article_voices(topic := null, since := null, until := null, outlet := null) as table
with
meant as (
    select t.text_no from texts_about(topic, since := since, until := until, outlet := outlet) as t
)
select v.article_id, v.outlet, v.first_role, v.is_police_only, v.has_public, v.has_force
from article_voices as v
where (topic is null or v.text_no in (from meant))
    and case when known_outlet(outlet) and known_days(since, until) then  -- so that no other condition hides the error
        in_days(v.day, since, until)
        and (outlet is null or v.outlet = outlet)
        end
order by v.article_id;
