-- one row: one frame of words that some article uses
select frame, count(*) as spans, count(distinct article_id) as articles
from wording
group by frame
order by articles desc, frame
