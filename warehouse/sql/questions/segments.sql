-- one row: a file of texts or of their words that this snapshot shows
select file
from segments
where kind = $kind
order by first_text;
