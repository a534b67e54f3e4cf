-- one row: another topic of the same articles
-- asks: What else are articles about stop and search about?
from cooccurrence('stop-and-search');
