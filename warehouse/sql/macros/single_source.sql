-- one row: one outlet: in how many articles about a topic nobody but the police speaks
-- after: article_topics, voices
-- topic: the topic's slug; null: articles of any topic
-- since: the first day; null: from the start
-- until: the last day; null: to the end
-- outlet: only this outlet; null: all
-- articles: how many articles in which somebody speaks
-- police_only: in how many of them every speaker is of a force or its unions, or an unnamed police source
-- share: police_only as a part of articles, between 0 and 1
-- example: from single_source('stop-and-search')
create macro single_source(topic := null, since := null, until := null, outlet := null) as table
with
heard as (
    select
        v.article_id, v.outlet,
        bool_and(v.role in ('police_force', 'police_federation', 'unnamed_police_source')) as is_police_only
    from voices as v
    where (topic is null or exists (
            from article_topics as t where t.article_id = v.article_id and t.topic = topic))
        and (since is null or v.day >= since)
        and (until is null or v.day <= until)
        and (outlet is null or v.outlet = outlet)
        and v.speaker_start is not null
    group by all
)
select
    h.outlet, count(*) as articles, count(*) filter (h.is_police_only) as police_only,
    count(*) filter (h.is_police_only) / count(*) as share
from heard as h
group by h.outlet
order by share desc, articles desc, h.outlet;
