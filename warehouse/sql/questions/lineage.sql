-- one row: one article that was made from a release, the earliest first
select
    article_id, outlet::varchar as outlet, published_at, headline, share_of_release, share_of_article, words_added,
    voices_added, lag_hours
from lineage($release);
