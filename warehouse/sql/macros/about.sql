-- one row: one article about a topic, or about one of a group's topics
-- after: article_topics, topics, known_topic()
-- slug: the topic's slug, or a group's; null: none
-- article_id: the article
-- example: from about('stop-and-search')
create macro about(slug) as table
select distinct tagged.article_id
from article_topics as tagged
where slug is not null  -- so that DuckDB reads no tag where none is asked for
    and known_topic(slug)
    and (tagged.topic = slug or tagged.topic in (select member.topic from topics as member where member.parent = slug));
