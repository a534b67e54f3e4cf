-- one row: a release of an official body and what came of it, the newest first
select
    article_id, day, outlet::varchar as outlet, headline, articles, outlets, most_taken, first_lag_hours,
    words_added, with_voices_added, voices_added, outlets_up
from releases
where ($outlet::varchar is null or outlet = $outlet)
    and ($since::date is null or day >= $since::date)
    and ($until::date is null or day <= $until::date)
order by published_at desc nulls last, article_id;
