-- one row: one article that holds what a query asks for, and how well
-- after: texts_matching(), documents
-- query: words, phrases and operators as docs/search.md has them: taser{,s} AND NOT film IN headline
-- since: the first day; null: from the start
-- until: the last day; null: to the end
-- outlet: only this outlet; null: all
-- topic: only articles about this topic, or one of this group; null: all
-- article_id: the article
-- text_no: the number of its text in documents
-- day: the day it was published in London; null if the page does not say
-- score: how well it fits, see texts_matching()
-- example: from matches('stop and search AND police')
create macro matches(query, since := null, until := null, outlet := null, topic := null) as table
with
found as (  -- unnested from one row, so that DuckDB takes it for the smaller side of the join with documents
    select unnest(list({'text_no': m.text_no, 'score': m.score}), recursive := true)
    from texts_matching(query, since := since, until := until, outlet := outlet, topic := topic) as m
)
select documents.article_id, found.text_no, documents.outlet, documents.day, found.score
from found
join documents on documents.text_no = found.text_no
order by found.score desc, documents.day desc nulls last, documents.article_id;
