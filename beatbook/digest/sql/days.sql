-- one row: the last day that some take reached, the last that was over when outlets were asked, and when that was
select
    (select max(day) from coverage) as last_day,
    (select max(day) - 1 from coverage) as last_whole,
    coalesce((select max(finished_at) from runs), (select built_at from snapshot)) as asked_at
