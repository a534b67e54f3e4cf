-- one row: an article that was edited, as it read when it was first seen and as it reads now
-- asks: What did edited articles say at first?
select revisions.outlet, revisions.article_id, revisions.valid_from, version_texts.body as at_first, bodies.body as now
from revisions
join version_texts on version_texts.article_id = revisions.article_id and version_texts.nth = revisions.nth
join bodies on bodies.article_id = revisions.article_id
where revisions.revision = 1
order by revisions.valid_from desc, revisions.article_id;
