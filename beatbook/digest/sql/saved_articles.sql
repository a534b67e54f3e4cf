-- one row: one article that a saved query finds on some days, the newest first
select
    a.article_id, a.day, o.name as outlet, a.headline, a.standfirst, a.url, a.authors, a.published_at,
    count(*) over () as total,
    (
        select max(r.valid_from) from revisions as r where r.article_id = a.article_id and r.revision > 1
    ) as revised_at
from ($found) as found
join articles as a on a.article_id = found.article_id
join outlets as o on o.outlet = a.outlet
where a.published_at is not null
    and ($since::date is null or a.day >= $since::date)
    and ($until::date is null or a.day <= $until::date)
order by a.published_at desc, a.article_id
limit $most
