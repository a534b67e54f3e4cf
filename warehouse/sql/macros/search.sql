-- one row: one article that holds what a query asks for, the best first, with its words in their place
-- after: search_pattern(), texts_matching(), snippet(), documents, articles, bodies
-- query: words, phrases and operators as docs/search.md has them: taser{,s} AND NOT film IN headline
-- since: the first day; null: from the start
-- until: the last day; null: to the end
-- outlet: only this outlet; null: all
-- topic: only articles about this topic, or one of this group; null: all
-- most: how many rows at most
-- article_id: the article
-- day: the day it was published in London; null if the page does not say
-- headline: its headline
-- url: its canonical address
-- score: how well it fits, see texts_matching()
-- snippet: a stretch of its text round the first of the words, each of them between « and »; or for how many days
--   its text was kept, if that time is over and only its headline can be found
-- example: from search('stop and search AND police')
create macro search(query, since := null, until := null, outlet := null, topic := null, most := 20) as table
with
ahead as (  -- with the last of them come all that fit as well and are of the same day
    select m.text_no, m.score
    from texts_matching(query, since := since, until := until, outlet := outlet, topic := topic) as m
    qualify rank() over (order by m.score desc, m.day desc nulls last) <= most
),
best as (
    select documents.article_id, documents.text_no, ahead.score, documents.day
    from (select unnest(list({'text_no': text_no, 'score': score}), recursive := true) from ahead) as ahead
    join documents on documents.text_no = ahead.text_no
    order by ahead.score desc, documents.day desc nulls last, documents.article_id
    limit most
),
pattern as (
    from query(concat('select ''', search_pattern(query), ''' as words'))
),
texts as (
    select b.text_no, b.body from bodies as b where b.text_no in (select text_no from best)
),
places as (  -- their days rule out nearly all others at once; of undated ones there are few
    select a.rowid as place from articles as a
    where a.day in (select day from best) and a.article_id in (select article_id from best)
    union all
    select a.rowid from articles as a where a.day is null and a.article_id in (select article_id from best)
),
named as (  -- only of them the other columns are read
    select a.article_id, a.outlet, a.headline, a.url, a.text_kept_days
    from articles as a
    where a.rowid in (select place from places)
)
select
    best.article_id, best.day, named.outlet, named.headline, named.url, best.score,
    snippet(texts.body, pattern.words, kept_days := named.text_kept_days) as snippet
from best
join texts on texts.text_no = best.text_no
join named on named.article_id = best.article_id
cross join pattern
order by best.score desc, best.day desc nulls last, best.article_id;
