-- one row: one topic of the taxonomy, or one group of topics
-- after: topic_slug
-- topic: its slug, the name of its file in the taxonomy
-- name: its name as people say it
-- parent: the group that it is one of; null for a group, and for a topic that names none
-- is_group: whether it is of the first level: articles about any of its topics belong to it
-- definition: what an article must be about to belong to it
-- scope: what is in, what is out, and which other topic has it then; null for a group
-- iptc: the IPTC Media Topic that comes nearest from above; null where none was verified
-- version: the taxonomy that says so
-- rules_version: changes only when what this topic matches by may: marks of precision are kept under it; null for
--   a group
create table topics as
select
    topic::topic_slug as topic, name, parent::topic_slug as parent, is_group, definition, scope, iptc, version,
    rules_version
from lake.topics
where committed = (select max(committed) from lake.topics) -- every batch brings all of them
order by topic;
