-- one row: one article about a topic, or about one of a group's topics
-- after: texts_about()
-- slug: the topic's slug, or a group's; null: none
-- since: only articles of this day or a later one; null: from the start
-- until: only articles of this day or an earlier one; null: to the end
-- outlet: only this outlet; null: all
-- article_id: the article
-- example: from about('stop-and-search')
create macro about(slug, since := null, until := null, outlet := null) as table
select t.article_id from texts_about(slug, since := since, until := until, outlet := outlet) as t;
