-- one row: an article by its whole id, the number of its text, and its day
select article_id, text_no, day from document_of($name);
