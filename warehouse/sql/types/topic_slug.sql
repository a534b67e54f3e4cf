-- one value: a topic's slug, as the taxonomy names its file
create type topic_slug as enum (
    select topic from lake.topics
    union select parent from lake.topics where parent is not null
    union select topic from lake.article_topics
    union select '' -- an enum may not be empty, as a lake may be
    order by topic
);
