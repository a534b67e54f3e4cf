-- one row: a week, and how many articles held one of the words
-- asks: When did the papers write of tasers and stun guns, whatever the topic?
select period, articles, share
from word_trend('taser{,s,ed} OR stun gun{,s}');
