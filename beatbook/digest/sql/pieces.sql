-- one row: one of these articles, with its outlet's name
select a.article_id, o.name as outlet, a.headline, a.url, of.story_id
from articles as a
join outlets as o on o.outlet = a.outlet
left join article_stories as of on of.article_id = a.article_id
where a.article_id in (select unnest($ids))
order by a.published_at nulls last, a.article_id
