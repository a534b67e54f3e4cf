-- one row: one article as it stood at a moment, of those that had been read by then
-- after: articles, bodies, versions, version_texts
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
-- example: from articles_as_of(now()::timestamp)
create macro articles_as_of(moment) as table
select
    v.article_id, v.outlet, v.nth, v.valid_from, v.valid_to, v.headline,
    case when t.article_id is null then b.body else t.body end as body,
    v.words, coalesce(a.vanished_at > moment, true) as is_there
from versions as v
join articles as a on a.article_id = v.article_id
join bodies as b on b.article_id = v.article_id
left join version_texts as t on t.article_id = v.article_id and t.nth = v.nth
where v.valid_from <= moment and (v.valid_to is null or moment < v.valid_to)
order by v.article_id;
