-- one row: one version with its text and language, each text from where the lake keeps it once
-- body: null where it was not kept: of a day refined before texts were, and edited again on that day
create view told_versions as
with
last as (  -- what a day read last stands among its articles, unless the page was cut
    select article_id, batch_id, max(fetched_at) as fetched_at from versions group by article_id, batch_id
)
select
    versions.article_id, versions.fetched_at, versions.page_url, versions.batch_id,
    coalesce(versions.body, case when last.fetched_at is not null and articles.headline = versions.headline
        and articles.words = versions.words then articles.body end) as body,
    articles."language", articles.published_at
from versions
left join last
    on last.article_id = versions.article_id
    and last.batch_id = versions.batch_id
    and last.fetched_at is not distinct from versions.fetched_at
left join articles
    on articles.article_id = versions.article_id
    and articles.batch_id = versions.batch_id;
