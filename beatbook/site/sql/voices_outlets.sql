-- one row: one role in one outlet: how often and how long it speaks, and its share of the outlet's words
select
    outlet::varchar as outlet, role, sum(words)::bigint as words, sum(quotations)::bigint as quotations,
    sum(articles)::bigint as articles, sum(words) / sum(sum(words)) over (partition by outlet) as share_of_words
from voices_by_outlet($topic, until := $until)
where role is not null
group by outlet, role
order by outlet, words desc, role
