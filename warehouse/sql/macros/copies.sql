-- one row: one article of the cluster that an article stands in, the earliest first
-- after: copies, articles, document_of()
-- article: the article's id
-- article_id: each article of the cluster, the one asked for included
-- outlet: who published it
-- published_at: when it was published, UTC
-- headline: its headline
-- is_original: whether the others were made from it
-- kind: wire, release, group or lifted
-- credit: the news agency it names
-- share_of_original: which part of the words of what it was laid beside stands in it
-- share_of_own: which part of its words is not its own
-- words_added: how many words are its own
-- lag_hours: how long after the original it was published
-- example: from copies('a1')
create macro copies(article) as table
with
cluster as materialized (
    select c.*
    from copies as c
    where c.cluster_id = (
        select found.cluster_id from copies as found where found.text_no = (select d.text_no from document_of(article) as d))
),
told as (  -- its day rules out nearly all others at once; of undated ones there are few
    select cluster.*, a.published_at, a.headline
    from cluster
    join articles as a on a.article_id = cluster.article_id and a.day = cluster.day
    union all
    select cluster.*, a.published_at, a.headline
    from cluster
    join articles as a on a.article_id = cluster.article_id
    where cluster.day is null and a.day is null
)
select
    t.article_id, t.outlet, t.published_at, t.headline, t.article_id = t.original_id as is_original, t.kind,
    t.credit, t.share_of_original, t.share_of_own, t.words_added, t.lag_hours
from told as t
order by is_original desc, t.published_at nulls last, t.article_id;
