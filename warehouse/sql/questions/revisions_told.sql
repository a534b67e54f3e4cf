-- one row: one revision of an article with its text, the oldest first
select
    revisions.revision, revisions.valid_from, revisions.valid_to, revisions.headline,
    coalesce(version_texts.body, case when version_texts.article_id is null then nullif(bodies.body, '') end) as body,
    revisions.words, revisions.run_id, revisions.warc_file, revisions.warc_offset
from revisions
left join version_texts on version_texts.article_id = revisions.article_id and version_texts.nth = revisions.nth
left join bodies on bodies.article_id = revisions.article_id
where revisions.article_id = $article_id
order by revisions.revision;
