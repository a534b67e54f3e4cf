-- one row: the text of one article about a topic, or about one of a group's topics
-- after: article_topics, topics, known_topic(), known_outlet(), known_days(), in_days()
-- slug: the topic's slug, or a group's; null: none
-- since: only articles of this day or a later one; null: from the start
-- until: only articles of this day or an earlier one; null: to the end
-- outlet: only this outlet; null: all
-- text_no: the number of its text in documents: sooner to join by than the id
-- article_id: the article
-- example: from texts_about('stop-and-search')
create macro texts_about(slug, since := null, until := null, outlet := null) as table
select tagged.text_no, any_value(tagged.article_id) as article_id
from article_topics as tagged
where slug is not null  -- so that DuckDB reads no tag where none is asked for
    and case when known_topic(slug) and known_outlet(outlet) and known_days(since, until)
        then  -- so that no other condition hides the error
        (tagged.topic = slug or tagged.topic in (select member.topic from topics as member where member.parent = slug))
        and in_days(tagged.day, since, until)
        and (outlet is null or tagged.outlet = outlet)
        end
group by tagged.text_no;
