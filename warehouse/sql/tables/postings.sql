-- one row: one word of one article as last seen, and where it stands; what search, word_trend and top_words read
-- after: articles
-- kept in: parquet
-- term: the word: letters and digits, in lower case; hyphens and apostrophes part words
-- text_no: the number of its text in documents
-- day: the day it was published in London; null if the page does not say
-- size: how long the text is: eight times the binary logarithm of its words (documents.tokens), rounded
-- weight: how much the word counts in the text: how often it stands there, and three more if it stands in the
--   headline, one more if in the lead; 255 at most
-- positions: where the word stands, ascending: from 0 in the headline, from 1000 in the standfirst and the first
--   three sentences, from 10000 further down
create table postings as
select found.term, found.article_id, found.positions
from lake.postings as found
join articles on articles.article_id = found.article_id and articles.batch_id = found.batch_id;
