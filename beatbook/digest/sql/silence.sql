-- one row: one outlet that a story could be expected of, official ones aside, and whether it ran it
select s.outlet::varchar as outlet, o.name, s.state, s.days, s.days_seen, s.output,
    (
        select count(*)
        from coverage as c, stories as st
        where st.story_id = $story_id and c.outlet = s.outlet and c.day between st.first_day and st.last_day
            and c.state = 'degraded'
    ) as days_degraded,
    (
        select min_by(told.article_id, (told.published_at is null, told.published_at, told.article_id))
        from article_stories as told where told.story_id = $story_id and told.outlet = s.outlet
    ) as article_id
from silence($story_id) as s
join outlets as o on o.outlet = s.outlet and not starts_with(o.kind, 'official')
order by o.name
