-- one row: one outlet: in how many of its articles it used the frame
select
    outlet::varchar as outlet, sum(articles)::bigint as articles, sum(spans)::bigint as spans,
    sum(output)::bigint as output, sum(articles) / nullif(sum(output), 0) as share,
    count(*) filter (state = 'blind') as weeks_blind
from wording($frame, every := 'week', until := $until)
group by outlet
order by share desc nulls last, outlet
