-- one row: one person whom a story is about: named by half of its articles or more, and never heard in an office
-- after: story_names, office_holders
-- story_id: the story
-- name: the person, as the articles name them in full
-- articles: how many of its articles do
create view story_people as
select story_id, name, articles
from story_names
where name not in (select name from office_holders)
order by story_id, articles desc, name;
