-- one row: what was seen in the window: how many articles, how many outlets on every day, how many there are
select
    (select count(*) from articles where day between $since::date and $until::date) as articles,
    (
        select count(*) from (
            select outlet from coverage
            where day between $since::date and $until::date
            group by outlet
            having count(*) filter (state <> 'blind') = $until::date - $since::date + 1
        )
    ) as whole,
    (select count(*) from outlets where enabled) as outlets,
    (
        select list(name order by name) from outlets
        where enabled and outlet not in (
            select outlet from coverage where day between $since::date and $until::date)
    ) as never
