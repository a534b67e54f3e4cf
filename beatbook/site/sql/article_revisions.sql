-- one row: one version of an article that a reader would call new; only of articles that have several
select article_id, revision, valid_from, headline, words
from revisions
where article_id in (select unnest($ids::varchar[]))
qualify count(*) over (partition by article_id) > 1
order by article_id, revision
