-- one row: the text of one version of an article that was read in more than one; the rest stand in bodies alone
-- after: versions
-- article_id: the article
-- nth: which of its versions
-- standfirst: the sentence below the headline then
-- body: its paragraphs then, joined by a blank line; null in days refined before texts were kept: refine them again
create table version_texts as
select article_id, nth::integer as nth, standfirst, body
from lake.judged_versions
qualify count(*) over (partition by article_id) > 1
order by article_id, nth;
