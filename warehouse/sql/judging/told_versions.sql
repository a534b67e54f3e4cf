-- one row: one version of an article that was read in several, with text and language, from where the lake keeps them
-- body: null where it was not kept: of a day refined before texts were, and edited again on that day; and where its time is over
create view told_versions as
with
several as (  -- few: so no other text is held in memory
    select distinct article_id from lake.judged_versions where nth > 1
),
said as (
    select article_id, fetched_at, page_url, batch_id, headline, words, body
    from lake.versions
    where article_id in (from several)
),
kept as (
    select article_id, batch_id, headline, words, if(text_kept_days is null, body, null) as body, "language",
        published_at
    from lake.articles
    where article_id in (from several)
),
last as (  -- what a day read last stands among its articles, unless the page was cut
    select article_id, batch_id, max(fetched_at) as fetched_at from said group by article_id, batch_id
)
select
    said.article_id, said.fetched_at, said.page_url, said.batch_id,
    coalesce(said.body, case when last.fetched_at is not null and kept.headline = said.headline
        and kept.words = said.words then kept.body end) as body,
    kept."language", kept.published_at
from said
left join last
    on last.article_id = said.article_id
    and last.batch_id = said.batch_id
    and last.fetched_at is not distinct from said.fetched_at
left join kept on kept.article_id = said.article_id and kept.batch_id = said.batch_id;
