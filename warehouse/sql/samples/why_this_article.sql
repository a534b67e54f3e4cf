-- one row: a span of the newest article that has a topic
-- asks: Which words made an article count, and by which rule?
from evidence((select max_by(article_id, day) from article_topics));
