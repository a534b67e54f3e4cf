-- one row: the article's place among the copies of its text, and what it was made from
select
    copies.kind, copies.credit, copies.origin, copies.original_id, copies.article_id = copies.original_id as is_original,
    original.headline as original_headline, original.outlet::varchar as original_outlet, copies.compared_id,
    copies.share_of_original, copies.share_of_own, copies.words_added, copies.lag_hours,
    (select count(*) from copies as others where others.cluster_id = copies.cluster_id) as articles,
    (select count(distinct others.outlet) from copies as others where others.cluster_id = copies.cluster_id) as outlets
from copies
left join articles as original on original.article_id = copies.original_id
where copies.article_id = $article_id;
