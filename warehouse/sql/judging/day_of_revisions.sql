-- one row: a revision seen in a batch, or the one before such a revision, with its text
select article_id, outlet, headline, standfirst, body, content, words, fetched_at, run_id, page_url, warc_file,
    warc_offset, extractor, batch_id = $batch_id as is_of_batch
from lake.judged_versions
where verdict in ('first', 'revision')
    and article_id in (select read.article_id from lake.versions as read where read.batch_id = $batch_id)
qualify is_of_batch or lead(is_of_batch) over (partition by article_id order by nth)
order by article_id, nth;
