-- one row: how many articles have no text, or another one than the lake has
with read as (
    select
        states.article_id,
        bool_or(told.body is not distinct from held.body) as is_same
    from book.articles as states
    join book.bodies as held on held.article_id = states.article_id
    join articles as told
        on told.article_id = states.article_id and told.batch_id = states.batch_id
        and timezone('UTC', told.fetched_at) is not distinct from states.fetched_at
        and told.page_url = states.page_url
    group by states.article_id
)
select
    (select count(*) from book.articles anti join read using (article_id))
    + (select count(*) from read where not is_same);
