-- one row: an article whose headline, standfirst or text holds all the words, newest first
with found as (
    select
        article_id, day, outlet, headline, url, published_at, body,
        strpos(lower(body), lower($words[1])) as place
    from article_texts
    where len(list_filter($words::varchar[], lambda word:
            contains(lower(concat_ws(chr(10), headline, standfirst, body)), lower(word)))) = len($words)
        and ($outlet::varchar is null or outlet = $outlet)
        and ($since::date is null or day >= $since)
        and ($until::date is null or day <= $until)
    order by published_at desc nulls last, article_id
    limit $limit
)
select
    article_id, day, outlet::varchar as outlet, headline, url,
    case when place > 80 then '...' else '' end
        || trim(regexp_replace(substring(body, greatest(place - 79, 1), 200), '\s+', ' ', 'g'))
        || case when length(body) > greatest(place - 79, 1) + 200 then '...' else '' end as snippet
from found
order by published_at desc nulls last, article_id;
