-- one row: one span of one article that uses a frame of words: a loaded word, a passive without agent ...
-- after: articles
-- replaced by: article_id, day
-- article_id: the article, as last seen
-- frame: the frame, the name of its file in transforms/frames
-- outlet: who published the article
-- day: the day it was published in London; null if the page does not say
-- field: where the span is: headline or body
-- start: its first character, counted in code points from 0
-- end: the character after its last
-- text: its words, exactly as they stand there; empty if the time of the text is over
-- rule: the rule of the frame that matched
-- position: how far down the body it begins, from 0 to 1; null in a headline
-- version: the frames that the rule belongs to
create table wording as
select
    found.article_id, found.frame, articles.outlet, articles.day, found.field, found.start, found."end",
    found.text, found.rule, found.position, found.version
from lake.wording as found
join articles on articles.article_id = found.article_id and articles.batch_id = found.batch_id
order by articles.day, found.article_id, found.frame, found.field desc, found.start;
