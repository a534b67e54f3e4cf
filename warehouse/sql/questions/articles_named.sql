-- one row: an article by its id or the first letters of it, an address it was asked for or published under, and the
--   number of its text, and its day
with named as (
    select *, case
        when $name in (article_id, url) then 1
        when page_url = $name then 2
        when article_id in (select fetches.article_id from fetches where fetches.url = $name) then 3
        when length($name) >= 4 and starts_with(article_id, $name) then 4
    end as closeness
    from articles
),
chosen as (
    select article_id
    from named
    where closeness is not null
    qualify rank() over (order by closeness) = 1
    order by article_id
    limit 10
)
select documents.article_id, documents.text_no, documents.day
from chosen
join documents on documents.article_id = chosen.article_id
order by documents.article_id;
