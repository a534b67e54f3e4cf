-- one row: one reading of an article that did not say what the reading before it said
-- after: outlet_slug
-- replaced by: article_id
-- article_id: the article
-- nth: 1 as first read, then one more with each
-- outlet: who published it
-- valid_from: when it was first read so, UTC: it was made between the look before and this one
-- valid_to: when it was first read otherwise, UTC; null for what it says now. A shrunk reading ends nothing and holds
--   for no time: its valid_to is its valid_from
-- verdict: first; revision; flip-flop if an earlier version said the same; shrunk if less than two fifths of the
--   longest earlier one is left, as on a cut page; reread if only our reader had changed, and not the headline
-- headline: its headline then
-- content: a digest of headline and text, whatever marks they are set in, without furniture and date lines
-- words: how many words its text had
-- run_id: the run that fetched it
-- page_url: the address that was asked for
-- warc_file: the archive file that holds the page as served
-- warc_offset: where in that file its record begins, in bytes
-- extractor: version of the program that read the page
create table versions as
select
    article_id, nth::integer as nth, outlet::outlet_slug as outlet, timezone('UTC', fetched_at) as valid_from,
    timezone('UTC', case when verdict = 'shrunk' then fetched_at else
        lead(fetched_at) over (partition by article_id, verdict = 'shrunk' order by nth) end) as valid_to,
    verdict, headline, content, words, run_id, page_url, warc_file, warc_offset, extractor
from lake.judged_versions
order by article_id, nth;
