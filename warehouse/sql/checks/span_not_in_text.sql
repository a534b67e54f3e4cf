-- one row: a span whose words do not stand where it says, counted in code points
-- looks at: chunk
-- severity: stop
-- then: the offsets were counted on another text than the one kept, or in bytes
select
    mentions.article_id, mentions.tag, mentions.field, mentions.start, mentions."end", mentions.text,
    substring(
        case mentions.field when 'headline' then articles.headline when 'body' then bodies.body end,
        mentions.start + 1, mentions."end" - mentions.start) as found
from mentions
join articles on articles.article_id = mentions.article_id
join bodies on bodies.article_id = mentions.article_id
where mentions.start < 0
    or mentions."end" <= mentions.start
    or found is distinct from mentions.text
order by mentions.article_id, mentions.start;
