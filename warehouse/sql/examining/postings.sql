-- one row: how many articles the search knows by other words than the lake has
with
told as (
    select found.article_id, bit_xor(hash(found.term, found.positions)) as words
    from postings as found
    join book.articles as states on states.article_id = found.article_id and states.batch_id = found.batch_id
    group by found.article_id
),
held as (
    select documents.article_id, bit_xor(hash(held.term, held.positions)) as words
    from book.postings as held
    join book.documents on documents.text_no = held.text_no
    group by documents.article_id
)
select count(*)
from told
full join held on held.article_id = told.article_id
where told.words is distinct from held.words;
