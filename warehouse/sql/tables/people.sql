-- one row: one person whom one article names, as it was last seen
-- after: articles
-- replaced by: article_id, day
-- article_id: the article
-- person_id: its place among the article's people, in order of first mention; it says nothing across articles
-- outlet: who published the article
-- day: the day it was published in London; null if the page does not say
-- name: the fullest form of the name, as first written
-- variants: other spellings of it in the same article, probably of the same person
-- is_variant: whether there are any
-- role: what the article says the person is: Vigil organiser
-- role_start: the first character of that in the body; null if it says nothing
-- role_end: the character after its last
-- mentions: where the body names the person: start, end, text
-- version: the method that found it
create table people as
select
    found.article_id, found.person_id, articles.outlet, articles.day, found.name, found.variants,
    found.is_variant, found.role, found.role_start, found.role_end, found.mentions, found.version
from lake.people as found
join articles on articles.article_id = found.article_id and articles.batch_id = found.batch_id
order by articles.day, found.article_id, found.person_id;
