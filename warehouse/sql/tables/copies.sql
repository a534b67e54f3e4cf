-- one row: one article that shares its text with others, as it was last related; the original has a row too
-- after: articles, documents, outlets, renamed_clusters
-- replaced by: article_id, day
-- article_id: the article
-- text_no: the number of its text in documents: sooner to join by than the id
-- cluster_id: the same for all articles of one text; it never changes, but two that turn out to be one take one
-- original_id: the article the others were made from: the release, else the earliest that we hold
-- origin: who wrote it first: official, an agency (then the original is only the first of ours), or an outlet
-- kind: wire (an agency is credited in some copy), release (an official body published it), group (the owner is
--   the original's too) or lifted; of the original, what most of its copies are
-- credit: the news agency that the article itself names; null if none
-- outlet: who published the article
-- newsroom: the outlet's owner, or the outlet itself where none is known
-- day: the day it was published in London; null if the page does not say
-- compared_id: what the article was laid beside: the original, or its nearest relative where the original is no
--   longer at hand or shares too little with it
-- containment: which part of the smaller of the two texts stands in the larger, as runs of five words
-- share_of_original: which part of the words of what it was laid beside stands in the article
-- share_of_own: which part of the article's words is not its own
-- words_added: how many words are its own
-- added: its own sentences, each with start and end in code points of the body; null if they cannot be told
-- lag_hours: how long after the original it was published; null without both dates
-- version: version of the method
create table copies as
with recursive
last as (  -- days are related in order, and a later day knows what an earlier one found
    select * from lake.copies
    qualify row_number() over (partition by article_id order by batch_id desc) = 1
),
merged as (  -- an article that has left the window keeps the name its cluster had then
    select cluster_id as old, arg_max(into_cluster_id, (batch_id, into_cluster_id)) as new
    from renamed_clusters
    group by cluster_id
),
named as (
    select last.article_id, last.cluster_id, 0 as steps from last
    union all
    select named.article_id, merged.new, named.steps + 1
    from named
    join merged on merged.old = named.cluster_id
    where named.steps < 20  -- two that were renamed to one another would go round
),
clusters as (
    select article_id, arg_max(cluster_id, steps) as cluster_id from named group by all
)
select
    last.article_id, documents.text_no, clusters.cluster_id, last.original_id, last.origin, last.kind, last.credit,
    articles.outlet, coalesce(outlets.owner, articles.outlet::varchar) as newsroom, articles.day,
    last.compared_id, last.containment, last.share_of_original, last.share_of_own, last.words_added, last.added,
    last.lag_hours, last.version
from last
join clusters on clusters.article_id = last.article_id
join articles on articles.article_id = last.article_id
join documents on documents.article_id = last.article_id
left join outlets on outlets.outlet = articles.outlet
order by articles.day, clusters.cluster_id, last.article_id;
