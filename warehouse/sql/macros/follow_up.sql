-- one row: one outlet: which part of the stories it ran it came back to: in the same story, or in a later one (the inquest,
--   the march) that names somebody whom the story is about, see story_people
-- after: article_stories, stories, story_people, people, coverage, outlets, about(), known_days()
-- topic: only stories of which some article is about this topic, or one of this group; null: all
-- since: only stories that the outlet first ran on this day or later; null: from the start
-- until: only stories that the outlet first ran on this day or earlier; null: to the end
-- outlet: the outlet
-- stories_week: stories that it first ran at least 30 days before it was last seen
-- followed_week: of them those with another article 7 to 30 days after its first
-- share_week: followed_week as a part of stories_week, between 0 and 1; null if there are none
-- stories_month: stories that it first ran at least 90 days before it was last seen
-- followed_month: of them those with another article 30 to 90 days after its first
-- share_month: followed_month as a part of stories_month, between 0 and 1; null if there are none
-- example: from follow_up()
create macro follow_up(topic := null, since := null, until := null) as table
with
meant as (
    from about(topic)
),
last_seen as (
    select c.outlet, max(c.day) as day from coverage as c where c.state <> 'blind' group by c.outlet
),
begun as (
    select t.outlet, t.story_id, min(t.day) as day
    from article_stories as t
    where t.day is not null
        and (since is null or t.day >= (select min(s.first_day) from stories as s where s.last_day >= cast(since as date)))
        and (until is null or t.day <= cast(until as date))
        and (topic is null or t.story_id in (
            select of_topic.story_id from article_stories as of_topic where of_topic.article_id in (from meant)))
    group by t.outlet, t.story_id
    having since is null or min(t.day) >= cast(since as date)
),
returned as (  -- when it wrote of the story again, or of whom that is about; later than 90 days nobody asks
    select begun.outlet, begun.story_id, t.day
    from begun
    join article_stories as t on t.outlet = begun.outlet and t.story_id = begun.story_id
    where (since is null or t.day >= cast(since as date)) and (until is null or t.day <= cast(until as date) + 90)
    union all
    select begun.outlet, begun.story_id, p.day
    from begun
    join story_people as about on about.story_id = begun.story_id
    join people as p on p.name = about.name and p.outlet = begun.outlet and p.day > begun.day
    where (since is null or p.day >= cast(since as date)) and (until is null or p.day <= cast(until as date) + 90)
),
judged as (
    select
        begun.outlet, begun.story_id, last_seen.day - begun.day as days_seen,
        coalesce(bool_or(t.day - begun.day between 7 and 30), false) as came_after_week,
        coalesce(bool_or(t.day - begun.day between 30 and 90), false) as came_after_month
    from begun
    join last_seen on last_seen.outlet = begun.outlet
    join returned as t on t.outlet = begun.outlet and t.story_id = begun.story_id
    group by begun.outlet, begun.story_id, last_seen.day, begun.day
)
select
    o.outlet,
    count(*) filter (j.days_seen >= 30) as stories_week,
    count(*) filter (j.days_seen >= 30 and j.came_after_week) as followed_week,
    count(*) filter (j.days_seen >= 30 and j.came_after_week) / nullif(count(*) filter (j.days_seen >= 30), 0) as share_week,
    count(*) filter (j.days_seen >= 90) as stories_month,
    count(*) filter (j.days_seen >= 90 and j.came_after_month) as followed_month,
    count(*) filter (j.days_seen >= 90 and j.came_after_month) / nullif(count(*) filter (j.days_seen >= 90), 0) as share_month
from outlets as o
left join judged as j on j.outlet = o.outlet
where known_days(since, until)
group by o.outlet
order by o.outlet;
