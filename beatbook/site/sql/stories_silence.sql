-- one row: one outlet: whether it ran the story, was silent though we saw it, or cannot be judged
select outlet::varchar as outlet, state, articles, days, days_seen, output
from silence($story_id)
order by state = 'ran' desc, state = 'silent' desc, outlet
