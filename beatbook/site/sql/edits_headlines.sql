-- one row: one headline that an article had from one moment to another; articles with several, the newest few
with told as (
    select
        r.article_id, r.outlet, r.valid_from, r.headline,
        lag(r.headline) over (partition by r.article_id order by r.revision) as before
    from revisions as r
    where $outlet is null or r.outlet = $outlet
),
headlines as (
    select
        article_id, outlet, headline, valid_from,
        lead(valid_from) over (partition by article_id order by valid_from) as valid_to,
        row_number() over (partition by article_id order by valid_from) as nth,
        count(*) over (partition by article_id) as headlines,
        max(valid_from) over (partition by article_id) as changed_at
    from told
    where before is null or before <> headline
)
select outlet::varchar as outlet, article_id, nth, headline, valid_from, valid_to, changed_at
from headlines
where headlines > 1
qualify dense_rank() over (order by changed_at desc, article_id) <= $most
order by changed_at desc, article_id, nth
