-- one row: a file of texts or of their words that this snapshot shows, and the numbers that its texts lie between
select file, first_text, last_text
from segments
where kind = $kind
order by first_text;
