-- one row: one outlet: how often it was first with stories that others ran too, and how far behind otherwise
-- after: stories, article_stories, outlets, about(), known_days(), in_days()
-- topic: only stories of which some article is about this topic, or one of this group; null: all
-- since: only stories that began on this day or later; null: from the start
-- until: only stories that began on this day or earlier; null: to the end
-- outlet: the outlet
-- stories: how many stories it ran that at least one other outlet ran too, both with a date
-- led: how many of them it ran first
-- lead_share: led as a part of stories, between 0 and 1; null if there are none
-- median_hours_behind: hours between the first article of a story and its own first, the median of those it did
--   not lead; null if it led all
-- example: from lead_lag()
create macro lead_lag(topic := null, since := null, until := null) as table
with
meant as (
    from about(topic)
),
chosen as (
    select s.story_id, s.first_outlet, s.first_published_at
    from stories as s
    where s.dated_outlets > 1
        and in_days(s.first_day, since, until)
        and (topic is null or s.story_id in (
            select t.story_id from article_stories as t where t.article_id in (from meant)))
),
arrivals as (
    select
        t.outlet, t.story_id, t.outlet = chosen.first_outlet as is_first,
        (epoch(min(t.published_at)) - epoch(chosen.first_published_at)) / 3600 as hours_behind
    from article_stories as t
    join chosen on chosen.story_id = t.story_id
    where t.published_at is not null
    group by t.outlet, t.story_id, chosen.first_outlet, chosen.first_published_at
)
select
    o.outlet, count(a.story_id) as stories, count(*) filter (a.is_first) as led,
    count(*) filter (a.is_first) / nullif(count(a.story_id), 0) as lead_share,
    median(a.hours_behind) filter (not a.is_first) as median_hours_behind
from outlets as o
left join arrivals as a on a.outlet = o.outlet
where known_days(since, until)
group by o.outlet
order by led desc, o.outlet;
