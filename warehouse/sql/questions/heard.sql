-- one row: one quotation of an article, in reading order
select * exclude (article_id, outlet, day) from voices where article_id = $article_id order by position;
