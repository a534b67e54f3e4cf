-- one row: one article as it stood at a moment, none if it had not been read by then
-- after: articles_as_of()
-- id: its article_id
-- moment: a time in UTC without a zone
-- example: from article_as_of('echo-1', timestamp '2026-11-22 12:00:00')
create macro article_as_of(id, moment) as table
select s.* from articles_as_of(moment) as s where s.article_id = id;
