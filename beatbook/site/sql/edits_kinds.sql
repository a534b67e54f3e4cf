-- one row: one kind of edit in one outlet, and how often the outlet's articles were looked at again
with looked as (
    select outlet, sum(looks)::bigint as looks from edits_by_outlet(every := 'year') group by outlet
)
select
    looked.outlet::varchar as outlet, e.kind, count(e.kind) as edits, count(distinct e.article_id) as articles,
    looked.looks, count(e.kind) / looked.looks as edits_a_look
from looked
left join edits as e on e.outlet = looked.outlet
where looked.looks > 0
group by looked.outlet, e.kind, looked.looks
order by outlet, edits desc, kind
