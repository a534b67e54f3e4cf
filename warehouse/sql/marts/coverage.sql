-- one row: one outlet on one London day: whether we saw what it published, and how much of it we hold
-- after: outlets, articles, fetches, polls, runs, london_day()
-- differs by: outlet, day
-- outlet: the outlet
-- day: the day of publication in London, from the first day that any take reached or tried to
-- polled: how many readings of its feeds and sitemaps were made on this day
-- offered: how many URLs were offered with this day as their date, or without date on this day
-- fetched: how many of them were fetched
-- kept: how many articles published on this day we hold; none on an up day means the outlet was silent
-- expected_min: how many an ordinary day gives at least, where the catalogue knows
-- expected_max: how many an ordinary day gives at most, where the catalogue knows
-- baseline: how many were kept on the same weekday, the median of the four weeks before; null if fewer than
--   three of those days were seen whole
-- state: up if a finished take reached back to this day; degraded if only an unfinished one did that left pages,
--   if items were probably lost between two polls, or if fewer articles were kept than the catalogue or the
--   baseline expects; blind if none did, so that nothing can be said about the day
-- reason: why it is degraded or blind
-- warning: what is odd about it though it was seen: more articles than an ordinary day gives
create table coverage as
with
sources as (  -- one row: one feed or sitemap in one take, read if any attempt in it succeeded
    select
        run_id, outlet, source_url,
        -- one that is not due was read a short while ago, and will be again before its list can have moved on
        bool_or(outcome in ('fetched', 'unchanged', 'cut_short', 'not_due')) as was_read,
        bool_or(outcome in ('unchanged', 'not_due')) as was_unchanged,
        bool_or(probable_loss) as has_lost,
        arg_max(outcome, polled_at) as outcome,
        max(polled_at) as polled_at,
        min(london_day(oldest_at)) as oldest_day,
        max(london_day(newest_at)) as newest_day
    from polls
    group by all
),
readings as (  -- an unchanged source still lists what it listed when it was last read in full
    select
        run_id, outlet, source_url, was_read, outcome, polled_at, has_lost,
        case when was_unchanged then coalesce(oldest_day, last_value(oldest_day ignore nulls) over earlier)
            else oldest_day end as oldest_day,
        case when was_unchanged then coalesce(newest_day, last_value(newest_day ignore nulls) over earlier)
            else newest_day end as newest_day
    from sources
    window earlier as (
        partition by outlet, source_url order by polled_at rows between unbounded preceding and 1 preceding)
),
takes as (  -- a crawl that failed and left no pages shows nothing, whatever its sources listed
    select
        runs.run_id, runs.outlet, runs.day, runs.finish_reason,
        runs.finish_reason = 'finished' as is_finished,
        runs.finish_reason = 'finished' or ledgers.run_id is not null as has_pages,
        count(*) filter (readings.was_read) as sources_read,
        count(*) filter (not readings.was_read) as sources_failed,
        min(readings.oldest_day) filter (readings.was_read) as oldest_day
    from runs
    left join readings on readings.run_id = runs.run_id and readings.outlet = runs.outlet
    left join (select distinct run_id, outlet from fetches) as ledgers
        on ledgers.run_id = runs.run_id and ledgers.outlet = runs.outlet
    group by all
),
reaches as (
    -- every source was read: the take speaks for all days since its oldest item
    select outlet, is_finished, coalesce(oldest_day, day) as from_day, day as to_day
    from takes where has_pages and sources_read > 0 and sources_failed = 0
    union all
    -- some were not: each that was speaks for the days it lists, and all of them for today
    select takes.outlet, takes.is_finished, readings.oldest_day, readings.newest_day
    from takes
    join readings on readings.run_id = takes.run_id and readings.outlet = takes.outlet
    where has_pages and takes.sources_failed > 0 and readings.was_read and readings.oldest_day is not null
    union all
    select outlet, is_finished, day, day from takes where has_pages and sources_read > 0 and sources_failed > 0
),
last_days as (
    select outlet, min(day) as first_take, max(day) as last_take from takes group by outlet
),
bounded as (  -- dates before 1990 are mistakes, and nobody can have read tomorrow's articles
    select
        reaches.outlet, is_finished,
        greatest(from_day, date '1990-01-01') as from_day, least(to_day, last_take) as to_day
    from reaches
    join last_days on last_days.outlet = reaches.outlet
    where from_day <= last_take
),
edges as (
    select *, from_day > 1 + max(to_day) over (
        partition by outlet, is_finished order by from_day, to_day
        rows between unbounded preceding and 1 preceding) as is_new
    from bounded
),
islands as (
    select *, count(*) filter (coalesce(is_new, true)) over (
        partition by outlet, is_finished order by from_day, to_day rows unbounded preceding) as island
    from edges
),
stretches as (  -- overlapping reaches joined, so that years of daily takes stay few rows
    select outlet, is_finished, island, min(from_day) as from_day, max(to_day) as to_day
    from islands group by all
),
seen as (
    select outlet, cast(unnest(generate_series(from_day, to_day, interval 1 day)) as date) as day, is_finished
    from stretches
),
reached as (
    select outlet, day, bool_or(is_finished) as by_finished from seen group by all
),
spans as (
    select
        last_days.outlet, last_take as last_day,
        least(first_take, coalesce(min(stretches.from_day), first_take)) as first_day
    from last_days
    left join stretches on stretches.outlet = last_days.outlet
    group by last_days.outlet, first_take, last_take
),
calendar as (
    select outlet, first_day, last_day,
        cast(unnest(generate_series(first_day, last_day, interval 1 day)) as date) as day
    from spans
),
failures as (  -- one row: one failed source of one take, the address short enough to read
    select
        run_id, outlet,
        coalesce(nullif(regexp_extract(source_url, '([^/?#]+)/*([?#].*)?$', 1), ''), source_url)
            || ' answered ' || outcome as failure
    from readings where not was_read
),
gaps as (  -- one row: one reading that shared nothing with the one before: what lay between them is not known
    select
        outlet, has_lost,
        coalesce(nullif(regexp_extract(source_url, '([^/?#]+)/*([?#].*)?$', 1), ''), source_url) as source,
        coalesce(lag(newest_day) over polls_of, lag(london_day(polled_at)) over polls_of) as from_day,
        coalesce(oldest_day, london_day(polled_at)) as to_day
    from readings where was_read
    window polls_of as (partition by outlet, source_url order by polled_at)
),
gap_days as (
    select
        outlet, source,
        cast(unnest(generate_series(
            greatest(least(from_day, to_day), date '1990-01-01'), greatest(from_day, to_day), interval 1 day
        )) as date) as day
    from gaps where has_lost
),
losses as (
    select outlet, day, string_agg(distinct source, ', ' order by source) as sources from gap_days group by all
),
troubles as (  -- one row: what went wrong in an outlet's takes of one day
    select
        takes.outlet, takes.day,
        string_agg(distinct failures.failure, '; ' order by failures.failure) as sources,
        string_agg(distinct takes.finish_reason, '; ') filter (not takes.is_finished) as ends
    from takes
    left join failures on failures.run_id = takes.run_id and failures.outlet = takes.outlet
    group by all
),
offers as (
    select
        outlet, coalesce(london_day(offered_at), day) as day,
        count(distinct url) as offered,
        count(distinct url) filter (outcome = 'fetched') as fetched
    from fetches where kind = 'article'
    group by all
),
holdings as (
    select outlet, day, count(*) as kept from articles where day is not null group by all
),
poll_days as (
    select outlet, london_day(polled_at) as day, count(*) as polled from polls group by all
),
counted as (
    select
        calendar.outlet, calendar.day,
        coalesce(polled, 0) as polled, coalesce(offered, 0) as offered, coalesce(fetched, 0) as fetched,
        coalesce(kept, 0) as kept,
        outlets.expect_min_per_day as expected_min, outlets.expect_max_per_day as expected_max,
        reached.by_finished, troubles.sources, troubles.ends, losses.sources as lost_by,
        -- the first day is cut by how far back the sources go, the last by the hour of the crawl
        calendar.day > first_day and calendar.day < last_day as is_whole
    from calendar
    left join outlets on outlets.outlet = calendar.outlet
    left join reached on reached.outlet = calendar.outlet and reached.day = calendar.day
    left join offers on offers.outlet = calendar.outlet and offers.day = calendar.day
    left join holdings on holdings.outlet = calendar.outlet and holdings.day = calendar.day
    left join poll_days on poll_days.outlet = calendar.outlet and poll_days.day = calendar.day
    left join losses on losses.outlet = calendar.outlet and losses.day = calendar.day
    -- the first take on or after the day is the one that should have seen it
    asof left join troubles on troubles.outlet = calendar.outlet and troubles.day >= calendar.day
),
weeks as (  -- each day with the week up to it, the three weeks before that, and its weekday in the four before
    select
        *,
        sum(kept) over (up_to_day rows between 6 preceding and current row) as kept_in_week,
        count(*) filter (by_finished) over (up_to_day rows between 6 preceding and current row) as seen_in_week,
        sum(kept) over (up_to_day rows between 27 preceding and 7 preceding) as kept_before,
        list_filter(
            [lag(kept_whole, 7) over up_to_day, lag(kept_whole, 14) over up_to_day,
            lag(kept_whole, 21) over up_to_day, lag(kept_whole, 28) over up_to_day],
            lambda kept: kept is not null) as same_weekday
    from (  -- every outlet's days follow one another, so that seven rows before is a week before
        select *, case when is_whole and by_finished and lost_by is null then kept end as kept_whole from counted
    ) as counted
    window up_to_day as (partition by outlet order by day)
),
usual as (
    select
        *,
        case when len(same_weekday) >= 3 then list_aggregate(same_weekday, 'median') end as baseline,
        case when len(same_weekday) >= 3 then list_aggregate(same_weekday, 'mad') end as spread
    from weeks
),
days as (
    select
        *,
        is_whole and kept < expected_min as is_thin,
        -- 1.4826 times the median deviation estimates a standard deviation; counts vary by their root at least
        is_whole and kept < baseline - 2.5 * greatest(1.4826 * spread, sqrt(baseline)) as is_dry,
        -- what a day of a small outlet cannot tell, a week does
        is_whole and kept_in_week = 0 and seen_in_week = 7 and kept_before >= 21 as is_silent,
        is_whole and kept > expected_max as is_over
    from usual
)
select
    outlet, day, polled, offered, fetched, kept, expected_min, expected_max, baseline,
    case
        when by_finished is null then 'blind'
        when not by_finished or is_thin or is_dry or is_silent or lost_by is not null then 'degraded'
        else 'up'
    end as state,
    case
        when by_finished is null then coalesce(
            sources, 'the take ended: ' || ends,
            'probable loss: ' || lost_by || ' listed nothing that its reading before had listed',
            'no feed or sitemap that was read reaches back to this day')
        when not by_finished then coalesce('the take ended: ' || ends, sources)
        when is_dry then case when kept = 0 then 'dried up: ' else '' end || 'kept ' || kept || ', '
            || cast(round(baseline) as integer) || ' usual on a ' || dayname(day)
        when is_silent then 'dried up: kept nothing in seven days, ' || kept_before || ' in the three weeks before'
        when is_thin then 'kept ' || kept || ', at least ' || expected_min || ' expected'
        when lost_by is not null then
            'probable loss: ' || lost_by || ' listed nothing that its reading before had listed'
    end as reason,
    case when is_over then 'kept ' || kept || ', at most ' || expected_max || ' expected' end as warning
from days
order by day, outlet;
