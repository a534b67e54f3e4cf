-- one row: one topic of the taxonomy
-- after: topic_slug
-- topic: its slug, the name of its file in the taxonomy
-- name: its name as people say it
-- definition: what an article must be about to belong to it
-- version: the taxonomy that says so
create table topics as
select topic::topic_slug as topic, name, definition, version
from lake.topics
where committed = (select max(committed) from lake.topics) -- every batch brings all of them
order by topic;
