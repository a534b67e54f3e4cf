-- one row: one typed edit of an article of the story, and its first words before and after, in order of time
select
    e.outlet::varchar as outlet, e.day, e.edited_at, e.article_id, e.revision, e."field", e.kind,
    left(e.old_text, 280) as old_text, left(e.new_text, 280) as new_text,
    length(e.old_text) > 280 or length(e.new_text) > 280 as is_cut, e.rule, a.headline
from article_stories as told
join edits as e on e.article_id = told.article_id
join articles as a on a.article_id = e.article_id
where told.story_id = $story_id
qualify row_number() over (order by e.edited_at desc, e.article_id, e."field" desc, e.kind, e.old_text, e.new_text) <= $most
order by edited_at, article_id, "field" desc, kind, old_text, new_text
