-- one value: the first day of the period after the one that a day falls in
-- every: day, week, month, quarter or year
-- day: a date
-- example: select period_after('month', date '2026-11-22') as next_month
-- after: period_of()
create macro period_after(every, day) as
    cast(period_of(every, day) + case every
        when 'day' then interval 1 day
        when 'week' then interval 7 days
        when 'month' then interval 1 month
        when 'quarter' then interval 3 months
        when 'year' then interval 1 year
    end as date);
