-- one row: one story of which a saved query finds an article, of a day that gave outlets a day to run it
select stories.story_id, label, first_day, count(distinct told.outlet) as outlets
from stories
join article_stories as told on told.story_id = stories.story_id
join outlets as o on o.outlet = told.outlet and not starts_with(o.kind, 'official')
where first_day between $since::date and $until::date
    and stories.story_id in (
        select of.story_id from ($found) as found join article_stories as of on of.article_id = found.article_id)
group by all
having count(distinct told.outlet) >= $least
order by first_day desc, outlets desc, story_id
