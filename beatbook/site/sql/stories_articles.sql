-- one row: one article of the story, in the order of publication, and whether its text is another's
select s.*, case when c.article_id <> c.original_id then c.kind end as copy, a.revisions, a.url
from story($story_id) as s
join articles as a on a.article_id = s.article_id
left join copies as c on c.article_id = s.article_id
order by published_at nulls last, article_id
