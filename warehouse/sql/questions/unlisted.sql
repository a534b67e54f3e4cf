-- one row: that a slug is a topic's or an outlet's of which the book has rows, though it may be on no list any more
select 'topic' as kind where exists (select 1 from article_topics where topic::varchar = $slug)
union all
select 'outlet' where exists (select 1 from coverage where outlet::varchar = $slug);
