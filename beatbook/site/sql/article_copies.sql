-- one row: one article's place among the copies of its text
select
    c.article_id, c.original_id, c.article_id = c.original_id as is_original, c.kind, c.credit, c.share_of_own,
    c.words_added, c.lag_hours, o.outlet::varchar as original_outlet, o.headline as original_headline
from copies as c
left join articles as o on o.article_id = c.original_id
where c.article_id in (select unnest($ids::varchar[]))
order by c.article_id
