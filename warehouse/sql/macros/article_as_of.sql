-- one row: one article as it stood at a moment; none if it had not been read by then
-- after: article_facts(), bodies, document_of(), versions, version_texts
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
select
    v.article_id, v.outlet, v.nth, v.valid_from, v.valid_to, v.headline,
    case when t.article_id is null then b.body else t.body end as body,
    v.words, coalesce(a.vanished_at > moment, true) as is_there
from versions as v
cross join article_facts(id) as a
left join version_texts as t on t.article_id = id and t.nth = v.nth
left join bodies as b on t.article_id is null and b.text_no in (select d.text_no from document_of(id) as d)
where v.article_id = id and v.valid_from <= moment and (v.valid_to is null or moment < v.valid_to);
