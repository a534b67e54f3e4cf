-- one row: an article by its id and its day, by which articles are sorted, and its text from the files that may hold it
select articles.*, texts.body, beat.score as relevance, beat.is_on_beat, beat.reasons
from articles
join (
    select body from read_parquet(getvariable('text_files')) where text_no = $text_no) as texts on true
left join (select score, is_on_beat, reasons from relevance
    where article_id = $id and ($day::date is null or day = $day::date)) as beat on true
where articles.article_id = $id and ($day::date is null or articles.day = $day::date);
