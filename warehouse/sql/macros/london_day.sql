-- one value: the day in London (Europe/London, so summer time counts) of a time in UTC
-- moment: a timestamp in UTC without a zone, as every `_at` column holds
-- example: select london_day(timestamp '2026-07-01 23:30:00') as day
create macro london_day(moment) as cast(timezone('Europe/London', timezone('UTC', moment)) as date);
