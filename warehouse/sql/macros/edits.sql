-- one row: one typed edit, the last seen first
-- after: edits, article_topics, articles
-- outlet: only this outlet; null: all
-- topic: only articles about this topic as they read now; null: all
-- kind: only this kind; null: all
-- since: edits seen on this day or later; null: from the start
-- until: edits seen on this day or before; null: to the end
-- day: the day it was seen in London
-- headline: of the article, as it reads now
-- example: from edits(kind := 'name_removed')
create macro edits(outlet := null, topic := null, kind := null, since := null, until := null) as table
select e.*, a.headline
from edits as e
join articles as a on a.article_id = e.article_id
where (outlet is null or e.outlet = outlet)
    and (kind is null or e.kind = kind)
    and (since is null or e.day >= since)
    and (until is null or e.day <= until)
    and (topic is null or e.article_id in (select t.article_id from article_topics as t where t.topic = topic))
order by e.edited_at desc, e.article_id, e."field" desc, e.start_after, e.kind;
