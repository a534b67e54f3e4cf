-- one row: an outlet of the catalogue and what we hold of it
with holdings as (
    select outlet, count(*) as articles, min(day) as first_day, max(day) as last_day from articles group by outlet
)
select
    outlets.outlet::varchar as outlet, name, kind, region, owner, paywall, confidence, enabled, reason,
    coalesce(articles, 0) as articles, first_day, last_day, homepage
from outlets
left join holdings on holdings.outlet = outlets.outlet
order by outlets.outlet;
