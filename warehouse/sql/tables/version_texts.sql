-- one row: the text of one version of an article that was read in more than one; the rest stand in bodies alone
-- after: versions
-- replaced by: article_id
-- article_id: the article
-- nth: which of its versions
-- body: its paragraphs then, joined by a blank line; null where it was not kept, as of a day that was refined before
--   texts were kept and on which the article was edited twice: refine it again; and where its time is over
create table version_texts as
select versions.article_id, versions.nth, told.body
from versions
join lake.told_versions as told
    on told.article_id = versions.article_id
    and timezone('UTC', told.fetched_at) is not distinct from versions.valid_from
    and told.page_url = versions.page_url
where versions.article_id in (select edited.article_id from versions as edited where edited.nth > 1)
qualify row_number() over (partition by versions.article_id, versions.nth order by told.body is null, told.batch_id) = 1
order by versions.article_id, versions.nth;
