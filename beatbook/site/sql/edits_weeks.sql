-- one row: one whole week: how much was seen to be edited, null where nobody looked at an article again
select
    period, sum(articles)::bigint as articles, sum(edits)::bigint as edits, sum(looks)::bigint as looks,
    sum(edits) / nullif(sum(looks), 0) as edits_a_look
from edits_by_outlet(every := 'week', outlet := $outlet)
where is_complete
group by period
order by period
