-- one row: an outlet, and which part of its output a topic was over the whole book
-- asks: Who covers protest, and how much against their whole output?
select outlet, sum(articles) as articles, sum(output) as output, sum(articles) / sum(output) as share
from share_by_outlet('protest', every := 'month')
group by outlet
order by share desc nulls last;
