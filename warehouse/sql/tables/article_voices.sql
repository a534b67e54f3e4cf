-- one row: one article in which somebody speaks, with who is the first and whether the police and the policed do
-- after: voices
-- replaced by: article_id, day
-- article_id: the article
-- text_no: the number of its text in documents: sooner to join by than the id
-- outlet: who published the article
-- day: the day it was published in London; null if the page does not say
-- first_role: in which role the first quotation with a speaker is spoken
-- is_police_only: whether every speaker is of a force or its unions, or an unnamed police source
-- has_public: whether somebody speaks as family, victim or witness, resident, campaigner, charity or lawyer
-- has_force: whether a force speaks; one that is asked and declines is not counted as speaking
create table article_voices as
select
    any_value(article_id) as article_id, text_no, any_value(outlet) as outlet, any_value(day) as day,
    arg_min(role, position) as first_role,
    bool_and(role in ('police_force', 'police_federation', 'unnamed_police_source')) as is_police_only,
    bool_or(role in ('family', 'victim_or_witness', 'resident', 'campaigner', 'charity', 'lawyer')) as has_public,
    bool_or(role = 'police_force') as has_force
from voices
where speaker_start is not null
group by text_no
order by day, article_id;
