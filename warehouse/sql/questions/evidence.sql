-- one row: a span of the article that is evidence for a topic, or names an entity, in reading order
from evidence($article_id);
