-- one row: how many stories began in the window that one outlet alone told
select count(*) as stories from stories where first_day between $since::date and $until::date and outlets = 1
