-- one row: one article as it stood at a moment; none if it had not been read by then
-- after: articles_as_of()
-- id: its article_id
-- moment: a time in UTC without a zone
-- article_id: the article
-- outlet: who published it
-- nth: which of its versions that was; versions says more of it
-- valid_from: when it was first read so, UTC
-- valid_to: when it was first read otherwise, UTC; null if it still says so
-- headline: its headline then
-- body: its text then; null where it was not kept
-- words: how many words that had
-- is_there: false if the article had been found gone by then
-- example: from article_as_of('a1', timestamp '2026-12-01 12:00:00')
create macro article_as_of(id, moment) as table
select s.* from articles_as_of(moment) as s where s.article_id = id;
