-- one row: an article by its id, the first letters of it, or an address it was asked for or published under
with named as (
    select *, case
        when article_id = $name then 1
        when url = $name then 2
        when page_url = $name then 3
        when article_id in (select fetches.article_id from fetches where fetches.url = $name) then 4
        when length($name) >= 4 and starts_with(article_id, $name) then 5
    end as closeness
    from articles
),
chosen as materialized (
    select named.* exclude (closeness), documents.text_no
    from named
    join documents on documents.article_id = named.article_id
    where closeness is not null
    qualify rank() over (order by closeness) = 1
    order by named.article_id
    limit 10
)
select
    chosen.* exclude (text_no), bodies.body, relevance.score as relevance, relevance.is_on_beat,
    relevance.reasons
from chosen
join bodies on bodies.text_no = chosen.text_no  -- by number: a few texts are read, not all
left join relevance on relevance.article_id = chosen.article_id
order by chosen.article_id;
