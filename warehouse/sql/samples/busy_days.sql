-- one row: a day on which a topic had unusually many articles
-- asks: When did misconduct make the news, and with which articles?
select day, articles, expected, score, article_ids
from bursts('police-misconduct')
limit 20;
