-- one row: one person whom a story is about: named by half of its articles or more, and never heard in an office
-- after: stories, article_stories, people, voices
-- story_id: the story
-- name: the person, as the articles name them in full
-- articles: how many of its articles do
create view story_people as
with
official as (
    select distinct speaker_name as name
    from voices
    where role in (
        'police_force', 'police_federation', 'pcc_or_mayor', 'government', 'opposition', 'council', 'oversight',
        'prosecutor_or_court', 'lawyer', 'academic', 'campaigner', 'charity')
        and speaker_name is not null
),
named as (
    select told.story_id, people.name, count(distinct people.article_id) as articles
    from people
    join article_stories as told on told.article_id = people.article_id
    where contains(people.name, ' ') and people.name not in (select name from official)
    group by told.story_id, people.name
)
select named.story_id, named.name, named.articles
from named
join stories on stories.story_id = named.story_id
where 2 * named.articles >= stories.articles
order by named.story_id, named.articles desc, named.name;
