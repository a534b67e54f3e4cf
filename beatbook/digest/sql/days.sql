-- one row: the last day that was over when the outlets were last asked, and when that was, UTC
select
    (select max(day) - 1 from coverage) as last_whole,
    coalesce((select max(finished_at) from runs), (select built_at from snapshot)) as asked_at
