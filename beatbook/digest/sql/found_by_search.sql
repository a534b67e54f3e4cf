-- one row: one article that holds what is searched for, in the outlets asked for
select matched.article_id, matched.outlet, matched.day
from matches($search) as matched
where ($outlets::varchar[] is null or list_contains($outlets, matched.outlet::varchar))
