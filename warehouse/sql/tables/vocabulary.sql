-- one row: one word that some article has or, before it changed, had
-- after: postings
-- replaced by: term
-- term: the word, as in postings
create table vocabulary as select distinct term from postings order by term;
