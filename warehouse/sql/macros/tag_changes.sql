-- one row: what the last `beatbook retag --all` added to an article or dropped from it, with its words
-- after: tag_changes, known_days(), known_word(), in_days()
-- of_kind: entity, person, voice, beat or wording; null: all
-- since: from this day on; null: from the start
-- until: to this day; null: to the end
-- kind: what was found: entity, person, voice, beat or wording
-- change: added or dropped; what moved, or is told otherwise, is both
-- tag: the entity, the speaker's role, the frame; on or off the beat; null of a person
-- name: the person, or the speaker as far as known
-- article_id: the article
-- outlet: who published it
-- day: the day it was published in London; null if the page does not say
-- headline: its headline
-- text: the words of the span, of a person the first mention; null of the beat, empty if the time of the text is over
-- detail: a person's role as stated, whether a quotation is direct, the rule of a frame, the score of the beat
-- version: the rules that found it
-- example: from tag_changes('voice')
create macro tag_changes(of_kind := null, since := null, until := null) as table
select c.kind, c.change, c.tag, c.name, c.article_id, c.outlet, c.day, c.headline, c.text, c.detail, c.version
from tag_changes as c
where case when known_days(since, until)
        and known_word('of_kind', of_kind, 'entity, person, voice, beat, wording')
    then
        (of_kind is null or c.kind = of_kind)
        and in_days(c.day, since, until)
    end
order by c.kind, c.day, c.article_id, c.start, c.change desc;
