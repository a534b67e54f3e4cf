-- one row: an article that was edited after we first saw it
-- asks: What was edited after publication?
select articles.outlet, articles.article_id, articles.headline, articles.revisions, articles.vanished_at
from articles
where articles.revisions > 1 or articles.vanished_at is not null
order by articles.revisions desc, articles.article_id
limit 50;
