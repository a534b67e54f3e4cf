-- one row: what the last `beatbook retag --all` found in an article that was not found before, or no longer finds
-- after: articles, bodies
-- replaced by: article_id, day
-- article_id: the article, as last seen; the texts are the same in both versions
-- kind: entity, person, voice, beat or wording
-- change: added or dropped; what moved, or is told otherwise, is both
-- tag: the entity, the speaker's role, the frame; on or off the beat; null of a person
-- outlet: who published the article
-- day: the day it was published in London; null if the page does not say
-- name: the person, or the speaker as far as known
-- headline: of the article, as it reads now
-- text: the words of the span; null if it is said of the whole article, empty if the time of the text is over
-- detail: a person's role as stated, whether a quotation is direct, the rule of a frame, the score of the beat
-- field: where the span is: headline or body; null if it is said of the whole article
-- start: its first character, counted in code points from 0; of a person the first mention
-- end: the character after its last
-- version: the rules that found it: today's if it was added, those before if it was dropped
create table tag_changes as
select
    found.article_id, found.kind, found.change, found.tag, articles.outlet, articles.day, found.name, articles.headline,
    substring(
        case found.field when 'headline' then articles.headline when 'body' then bodies.body end,
        found.start + 1, found."end" - found.start) as text,
    found.detail, found.field, found.start, found."end", found.version
from lake.tag_changes as found
join articles on articles.article_id = found.article_id and articles.batch_id = found.batch_id
join bodies on bodies.article_id = found.article_id
order by articles.day, found.article_id, found.kind, found.start, found.change;
