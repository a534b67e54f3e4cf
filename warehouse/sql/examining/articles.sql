-- one row: how many articles only one of lake and snapshot has, or that the snapshot shows otherwise
with read as (
    select
        held.article_id,
        bool_or(told.headline is not distinct from held.headline
            and told.words is not distinct from held.words) as is_same
    from book.articles as held
    join articles as told
        on told.article_id = held.article_id and told.batch_id = held.batch_id
        and timezone('UTC', told.fetched_at) is not distinct from held.fetched_at
        and told.page_url = held.page_url
    group by held.article_id
)
select
    (select count(*) from book.articles anti join read using (article_id))
    + (select count(*) from read where not is_same)
    + (select count(distinct article_id) from articles anti join book.articles as held using (article_id));
