-- one row: a word that stands out in articles about a topic
-- asks: Which words does the news use when it writes of stop and search?
select term, articles, others, keyness
from top_words('stop-and-search');
