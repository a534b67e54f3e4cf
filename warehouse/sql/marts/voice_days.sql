-- one row: one role in one outlet on one day: how often and how long it speaks; a day on which nobody does has no row
-- after: voices
-- made again for: day
-- outlet: the outlet
-- day: a day in London
-- role: in which role people speak
-- quotations: how many quotations, direct and indirect
-- words: how many words they have
-- articles: in how many articles the role speaks
create table voice_days as
select
    outlet, day, role, count(*) as quotations, sum(words)::bigint as words,
    count(*) filter (is_roles_first) as articles
from voices
where day in (select day from touched.days)
group by all
order by day, outlet, role;
