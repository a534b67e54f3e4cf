-- one row: an article with its text
select article_id, outlet::varchar as outlet, day, url, headline, body, language from article_texts;
