-- one row: one article that was made from the release
select l.*, a.url
from lineage($release) as l
join articles as a on a.article_id = l.article_id
order by published_at nulls last, article_id
