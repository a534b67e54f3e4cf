-- one row: an article by its id and the number of its text, so that nothing but its own rows is read
select articles.*, texts.body, beat.score as relevance, beat.is_on_beat, beat.reasons
from articles
join (select body from bodies where text_no = $text_no) as texts on true
left join (select score, is_on_beat, reasons from relevance where article_id = $id) as beat on true
where articles.article_id = $id;
