-- one row: one article that one taxonomy has under a topic and another has not; only articles that both tagged
-- after: articles, taggings, article_topics_by_version
-- old: a version of the taxonomy; null: for each article the one that counted before
-- new: a version of the taxonomy; null: for each article the one that counts
-- topic: the topic
-- change: added or dropped
-- article_id: the article
-- outlet: who published it
-- day: the day it was published in London; null if the page does not say
-- headline: its headline
-- score: how much of the topic there was by the taxonomy that has it
-- version: that taxonomy
-- example: from topic_changes()
create macro topic_changes(old := null, new := null) as table
with
compared as (
    select a.article_id, a.outlet, a.day, a.headline, was.version as old_version, now.version as new_version
    from articles as a
    join taggings as now
        on now.batch_id = a.batch_id and case when new is null then now.age = 0 else now.version = new end
    join taggings as was
        on was.batch_id = a.batch_id and case when old is null then was.age = now.age + 1 else was.version = old end
    cross join (select string_agg(distinct each.version, ', ') as listed from taggings as each) as versions
    where known_word('old', old, versions.listed) and known_word('new', new, versions.listed)
),
had as (
    select v.article_id, v.topic, v.score, v.version
    from article_topics_by_version as v
    join compared as c on c.article_id = v.article_id and c.old_version = v.version
),
has as (
    select v.article_id, v.topic, v.score, v.version
    from article_topics_by_version as v
    join compared as c on c.article_id = v.article_id and c.new_version = v.version
),
changed as (
    select topic, 'added' as change, article_id, score, version from has anti join had using (article_id, topic)
    union all
    select topic, 'dropped', article_id, score, version from had anti join has using (article_id, topic)
)
select ch.topic, ch.change, ch.article_id, c.outlet, c.day, c.headline, ch.score, ch.version
from changed as ch
join compared as c on c.article_id = ch.article_id
order by ch.topic::varchar, ch.change, c.day, ch.article_id;
