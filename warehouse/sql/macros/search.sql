-- one row: one article that holds what a query asks for, the best first, with its words in their place
-- after: asked(), matches(), snippet(), articles, bodies
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
-- score: how well it fits, see matches()
-- snippet: a stretch of its text round the first of the words, each of them between « and »; or for how many days
--   its text was kept, if that time is over and only its headline can be found
-- example: from search('stop and search AND police')
create macro search(query, since := null, until := null, outlet := null, topic := null, most := 20) as table
with
best as (
    select m.article_id, m.text_no, m.score, m.day
    from matches(query, since := since, until := until, outlet := outlet, topic := topic) as m
    order by m.score desc, m.day desc nulls last, m.article_id
    limit most
),
pattern as (
    select '(?i)\b(' || string_agg(form, '|') || ')\b' as words
    from (
        select replace(array_to_string(asked.words, '[^\p{L}\p{N}]+'), '*', '[\p{L}\p{N}]*') as form
        from asked(query) as asked where len(asked.words) > 0
    )
)
select
    best.article_id, best.day, articles.outlet, articles.headline, articles.url, best.score,
    snippet(bodies.body, pattern.words, kept_days := articles.text_kept_days) as snippet
from best
join bodies on bodies.text_no = best.text_no
join articles on articles.article_id = best.article_id
cross join pattern
order by best.score desc, best.day desc nulls last, best.article_id;
