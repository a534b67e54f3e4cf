-- one row: one article as last seen, without its text, found by its id; sooner than article()
-- after: articles, document_of()
-- like: articles
-- id: the article's id
-- example: from article_facts('a1')
create macro article_facts(id) as table  -- its day rules out nearly all others at once; of undated ones there are few
select articles.* from articles where article_id = id and day in (select day from document_of(id))
union all
select articles.* from articles where article_id = id and day is null;
