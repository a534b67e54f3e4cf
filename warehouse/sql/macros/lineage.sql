-- one row: one article that was made from a release, or from any other original, the earliest first
-- after: copies, articles, voices_added
-- release: the id of the release
-- article_id: the article made from it
-- outlet: who published it
-- published_at: when it was published, UTC
-- headline: its headline
-- share_of_release: which part of the release's words stands in the article; null if it was not laid beside it
-- share_of_article: which part of the article's words is the release's
-- words_added: how many words the article adds
-- voices_added: the roles in which those speak whom the article added, in alphabetical order; none: it added
--   nobody; null if it was not laid beside the release. The view voices_added has their words
-- lag_hours: how long after the release it was published
-- example: from lineage('a0')
create macro lineage(release) as table
with
made as materialized (
    from copies as c where c.original_id = release and c.article_id <> release
),
told as (  -- its day rules out nearly all others at once; of undated ones there are few
    select made.*, a.published_at, a.headline
    from made
    join articles as a on a.article_id = made.article_id and a.day = made.day
    union all
    select made.*, a.published_at, a.headline
    from made
    join articles as a on a.article_id = made.article_id
    where made.day is null and a.day is null
),
heard as (
    select v.article_id, list(distinct v.role order by v.role) as roles
    from voices_added as v
    where v.original_id = release
    group by all
)
select
    t.article_id, t.outlet, t.published_at, t.headline,
    case when t.compared_id = release then t.share_of_original end as share_of_release,
    case when t.compared_id = release then t.share_of_own end as share_of_article,
    case when t.compared_id = release then t.words_added end as words_added,
    case when t.compared_id = release and t.added is not null then coalesce(heard.roles, []) end as voices_added,
    t.lag_hours
from told as t
left join heard on heard.article_id = t.article_id
order by t.published_at nulls last, t.article_id;
