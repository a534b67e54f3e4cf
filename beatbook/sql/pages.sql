-- one row: a URL of these that was asked for in any run, and the article it became, if it did
with asked as (
    select
        url, arg_max(outcome, outcome <> 'known') as outcome, max(detail) as detail, max(article_id) as article_id
    from fetches
    where kind = 'article' and url in (select unnest($urls::varchar[]))
    group by url
)
select asked.url, asked.outcome, asked.detail, articles.headline, articles.words, articles.day,
    length(bodies.body) > 0 as has_body
from asked
left join articles on articles.article_id = asked.article_id
left join bodies on bodies.article_id = asked.article_id
order by asked.url;
