-- one row: a week of one topic, in all outlets that we saw
-- asks: How much was written about stop and search, week by week?
from trend('stop-and-search');
