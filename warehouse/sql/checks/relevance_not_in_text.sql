-- one row: a reason of relevance whose words do not stand where it says, or a score on the wrong side
-- looks at: chunk
-- severity: stop
-- then: the offsets were counted on another text than the one kept; make relevance from the same articles
with reasons as (
    select article_id, score, is_on_beat, unnest(reasons) as reason from relevance
)
select
    reasons.article_id, reason.field, reason.start, reason."end", reason."text",
    substring(
        case reason.field when 'headline' then articles.headline when 'body' then bodies.body end,
        reason.start + 1, reason."end" - reason.start) as found
from reasons
join articles on articles.article_id = reasons.article_id
join bodies on bodies.article_id = reasons.article_id
where found is distinct from reason."text"
union all
select article_id, 'score', null, null, score::varchar, is_on_beat::varchar
from relevance where is_on_beat <> (score >= 0.5) or score not between 0 and 1
order by all;
