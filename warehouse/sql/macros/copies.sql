-- one row: one article of the cluster that an article stands in, the earliest first
-- after: copies, articles
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
select
    c.article_id, c.outlet, a.published_at, a.headline, c.article_id = c.original_id as is_original, c.kind,
    c.credit, c.share_of_original, c.share_of_own, c.words_added, c.lag_hours
from copies as c
join articles as a on a.article_id = c.article_id
where c.cluster_id = (select found.cluster_id from copies as found where found.article_id = article)
order by is_original desc, a.published_at nulls last, c.article_id;
