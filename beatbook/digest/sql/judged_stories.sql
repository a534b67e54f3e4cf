-- one row: one story that outlets other than official ones told, of a day that gave the others a day to run it
select stories.story_id, label, first_day, count(distinct told.outlet) as outlets
from stories
join article_stories as told on told.story_id = stories.story_id
join outlets as o on o.outlet = told.outlet and not starts_with(o.kind, 'official')
where first_day between $since::date and $until::date
group by all
having count(distinct told.outlet) >= $least
order by count(distinct told.outlet) desc, first_day desc, story_id
