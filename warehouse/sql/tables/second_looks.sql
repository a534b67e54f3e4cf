-- one row: one London day on which an article was looked at again, so that an edit could be seen
-- after: looks, london_day()
-- replaced by: article_id
-- article_id: the article
-- outlet: who published it
-- day: the day of the looks in London
-- looks: how many they were; the first look at an article, which finds no edit, is not counted
create table second_looks as
select article_id, outlet, london_day(fetched_at) as day, count(*)::integer as looks
from (from looks qualify row_number() over (partition by article_id order by fetched_at) > 1)
group by all
order by day, outlet, article_id;
