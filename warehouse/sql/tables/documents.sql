-- one row: one article as the search knows it; a text that changes gets another number
-- after: articles, bodies, postings, article_mark()
-- replaced by: article_id, day
-- article_id: the article
-- mark: article_mark of its id, by which document_of finds it
-- text_no: the number of its text in bodies and postings; it says nothing else
-- outlet: who published it
-- day: the day it was published in London; null if the page does not say
-- tokens: how many words can be found: headline, standfirst and text
-- digest: of the text and its day, so that one that did not change keeps its number
create table documents as
with
indexed as (
    select article_id, count(*) as terms, sum(len(positions)) as tokens from postings group by article_id
),
texts as (
    select
        articles.article_id, articles.outlet, articles.day,
        coalesce(indexed.tokens, articles.words, 0)::integer as tokens,
        md5_number_lower(concat_ws(chr(31), coalesce(articles.headline, ''), coalesce(articles.standfirst, ''),
            coalesce(bodies.body, ''), indexed.terms, indexed.tokens, coalesce(articles.day::varchar, ''))) as digest
    from articles
    join bodies on bodies.article_id = articles.article_id
    left join indexed on indexed.article_id = articles.article_id
)
select
    texts.article_id, article_mark(texts.article_id) as mark,
    coalesce(known.text_no, getvariable('last_text') + row_number() over (
        partition by known.text_no is null order by texts.day, texts.outlet, texts.article_id))::integer as text_no,
    texts.outlet, texts.day, texts.tokens, texts.digest
from texts
left join known_documents as known on known.article_id = texts.article_id and known.digest = texts.digest
order by text_no;
