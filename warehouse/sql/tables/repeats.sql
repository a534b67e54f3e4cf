-- one row: one line that an outlet repeated under its articles on one day, and that was taken out of them
-- after: outlet_slug
-- replaced by: batch_id
-- outlet: who repeated it
-- line: the line as it stood
-- articles: in how many different articles of the day it stood
-- batch_id: the commit of the lake that brought it
create table repeats as
select outlet::outlet_slug as outlet, line, articles, batch_id
from lake.repeats
order by outlet, line, batch_id;
