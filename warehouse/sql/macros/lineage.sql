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
heard as (
    select article_id, list(distinct role order by role) as roles
    from voices_added
    where original_id = release
    group by all
)
select
    c.article_id, c.outlet, a.published_at, a.headline,
    case when c.compared_id = release then c.share_of_original end as share_of_release,
    case when c.compared_id = release then c.share_of_own end as share_of_article,
    case when c.compared_id = release then c.words_added end as words_added,
    case when c.compared_id = release and c.added is not null then coalesce(heard.roles, []) end as voices_added,
    c.lag_hours
from copies as c
join articles as a on a.article_id = c.article_id
left join heard on heard.article_id = c.article_id
where c.original_id = release and c.article_id <> release
order by a.published_at nulls last, c.article_id;
