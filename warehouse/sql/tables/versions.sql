-- one row: one reading of an article that did not say what the reading before it said
-- after: outlet_slug
-- replaced by: article_id
-- article_id: the article
-- outlet: who published it
-- valid_from: when it was first read so, UTC
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
with
days as (  -- each day's batch holds its own; a day's first may say what the day before said
    select *
    from lake.versions
    qualify content is distinct from lag(content) over (
        partition by article_id order by fetched_at, committed, page_url)
),
judged as (
    select
        *,
        row_number() over readings = 1 as is_first,
        row_number() over (partition by article_id, content order by fetched_at, committed, page_url) > 1 as is_old,
        words < 0.4 * max(words) over (
            partition by article_id order by fetched_at, committed, page_url
            rows between unbounded preceding and 1 preceding) as is_cut,
        extractor <> lag(extractor) over readings and headline = lag(headline) over readings as is_reread
    from days
    window readings as (partition by article_id order by fetched_at, committed, page_url)
)
select
    article_id, outlet::outlet_slug as outlet, timezone('UTC', fetched_at) as valid_from,
    case
        when is_first then 'first'
        when is_old then 'flip-flop'
        when is_cut then 'shrunk'
        when is_reread then 'reread'
        else 'revision'
    end as verdict,
    headline, content, words, run_id, page_url, warc_file, warc_offset, extractor
from judged
order by article_id, valid_from;
