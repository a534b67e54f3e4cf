-- one row: one reading of an article that did not say what the reading before it said, and whether it counts
-- nth: 1 as first read, then one more with each
-- verdict: first; revision; flip-flop if an earlier version said the same; shrunk if less than two fifths of the
--   longest earlier one is left; reread if only our reader had changed, and not the headline
create view judged_versions as
with
days as (  -- each day's batch holds its own; a day's first may say what the day before said
    select * exclude (body)
    from lake.versions
    qualify content is distinct from lag(content) over (
        partition by article_id order by fetched_at, committed, page_url)
),
judged as (
    select
        *,
        row_number() over readings as nth,
        row_number() over (partition by article_id, content order by fetched_at, committed, page_url) > 1 as is_old,
        words < 0.4 * max(words) over (
            partition by article_id order by fetched_at, committed, page_url
            rows between unbounded preceding and 1 preceding) as is_cut,
        extractor <> lag(extractor) over readings and headline = lag(headline) over readings as is_reread
    from days
    window readings as (partition by article_id order by fetched_at, committed, page_url)
)
select
    * exclude (is_old, is_cut, is_reread),
    case
        when nth = 1 then 'first'
        when is_old then 'flip-flop'
        when is_cut then 'shrunk'
        when is_reread then 'reread'
        else 'revision'
    end as verdict
from judged;
