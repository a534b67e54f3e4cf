-- one row: one article as last seen; its text is in bodies, both together are article_texts
-- after: outlet_slug, london_day(), looks, revisions
-- replaced by: article_id, day
-- article_id: made of its canonical address, so it is the same on every machine
-- outlet: who published it
-- url: its canonical address
-- headline: its headline
-- standfirst: the sentence below the headline; null too if the time of the text is over
-- body_source: whose reading its text is: blocks (our own), selectors (its outlet's), trafilatura or json-ld; null before it was told
-- authors: the names of its byline, people and agencies
-- agencies: the news agencies among them, by one name each; null before they were told apart
-- section: the part of the outlet it stands in
-- published_at: when it was published, UTC; null if the page does not say
-- published_source: which of the dates that decided
-- day: the day it was published in London; null if the page does not say
-- modified_at: when it was last changed, UTC, as the page says
-- dates: every date the page gave: field, at, source, raw
-- language: ISO 639-1
-- kind: article, live (a live blog), or video, gallery or audio with a text; null before it was told
-- access: open, metered, paywalled or unknown
-- words: how many words its text has
-- fetched_at: when this state was fetched, UTC
-- revisions: how many versions of it were seen, see the table of that name; 1 if it never changed
-- vanished_at: when it was first found to be gone, UTC; null while it is there
-- run_id: the run that fetched it
-- page_url: the address that was asked for
-- warc_file: the archive file that holds the page as served
-- warc_offset: where in that file its record begins, in bytes
-- extractor: version of the program that read the page
-- text_kept_days: for how many days its text was kept, if that time is over: only figures, headline and dates are left
-- batch_id: the commit of the lake that this state came with; its tags came with the same, or see taggings
create table articles as
with
vanished as (
    select article_id, min(fetched_at) as vanished_at
    from (
        select *, max(fetched_at) filter (not is_gone) over (partition by article_id) as last_seen from looks)
    where is_gone and fetched_at > last_seen
    group by article_id
),
changes as (
    select article_id, count(*) as revisions from revisions group by article_id
),
states as (  -- a cut page is no state to show, see versions
    select *
    from lake.articles
    qualify words >= coalesce(0.4 * max(words) over (
        partition by article_id order by fetched_at, committed
        rows between unbounded preceding and 1 preceding), 0)
)
select
    states.article_id, outlet::outlet_slug as outlet, url, headline, standfirst, body_source, authors,
    agencies, section,
    timezone('UTC', published_at) as published_at, published_source,
    london_day(timezone('UTC', published_at)) as day,
    timezone('UTC', modified_at) as modified_at,
    [struct_pack("field" := d."field", at := timezone('UTC', d.at), source := d.source, raw := d.raw)
        for d in dates] as dates,
    language, kind, access, words, timezone('UTC', fetched_at) as fetched_at,
    coalesce(changes.revisions, 1) as revisions, vanished.vanished_at,
    run_id, page_url, warc_file, warc_offset, extractor, text_kept_days, batch_id
from states
left join changes on changes.article_id = states.article_id
left join vanished on vanished.article_id = states.article_id
qualify row_number() over (
    partition by states.article_id order by fetched_at desc nulls last, committed desc, page_url) = 1
order by day, outlet, states.article_id;
