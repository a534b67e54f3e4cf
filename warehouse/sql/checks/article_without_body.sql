-- one row: an article without exactly one text
-- looks at: chunk
-- severity: stop
-- then: refine the day of its run again; the lake holds a batch that is not whole
select articles.article_id, articles.outlet, articles.url, count(bodies.article_id) as bodies
from articles
left join bodies on bodies.article_id = articles.article_id and bodies.body is not null
group by all
having count(bodies.article_id) <> 1
order by articles.article_id;
