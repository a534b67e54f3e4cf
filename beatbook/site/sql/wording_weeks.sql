-- one row: one whole week: in how many articles of all outlets the frame was used
select
    period, sum(articles)::bigint as articles, sum(output)::bigint as output,
    sum(articles) / nullif(sum(output), 0) as share
from wording($frame, every := 'week', until := $until)
where is_complete
group by period
order by period
