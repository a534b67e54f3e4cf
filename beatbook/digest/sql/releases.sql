-- one row: one release of an official body, of a day that gave outlets a day to run it; those that nobody ran first
select
    r.article_id, r.day, r.headline, a.url, o.name as outlet, r.articles, r.outlets, r.most_taken, r.first_lag_hours,
    r.outlets_up,
    (
        select list(made.article_id order by made.published_at nulls last, made.article_id)
        from lineage(r.article_id) as made
        join outlets as ran on ran.outlet = made.outlet and not starts_with(ran.kind, 'official')
    ) as article_ids
from releases as r
join outlets as o on o.outlet = r.outlet
join articles as a on a.article_id = r.article_id
where r.day between $since::date and $until::date
order by r.articles is distinct from 0, r.articles desc nulls last, r.published_at desc nulls last, r.article_id
