-- one row: one article as it stood at a moment, of those that had been read by then; in no order, for they may be millions
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
with
vanished as (
    select a.article_id, a.vanished_at from articles as a where a.vanished_at is not null
),
standing as (
    select v.article_id, v.outlet, v.nth, v.valid_from, v.valid_to, v.headline, v.words
    from versions as v
    where v.valid_from <= moment and (v.valid_to is null or moment < v.valid_to)
),
last as (  -- what was read once stands in bodies alone, and no other body is wanted
    select b.article_id, b.body
    from bodies as b
    where b.article_id in (
        select s.article_id from standing as s anti join version_texts as t
            on t.article_id = s.article_id and t.nth = s.nth)
)
select
    s.article_id, s.outlet, s.nth, s.valid_from, s.valid_to, s.headline,
    case when kept.article_id is null then last.body else kept.body end as body,
    s.words, coalesce(vanished.vanished_at > moment, true) as is_there
from standing as s
left join version_texts as kept on kept.article_id = s.article_id and kept.nth = s.nth
left join last on last.article_id = s.article_id
left join vanished on vanished.article_id = s.article_id;
