-- one row: what the last `beatbook retag --all` added to an article or dropped from it, with its words
-- after: articles, bodies, documents, tag_changes, known_days(), known_word(), in_days()
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
with
changed as (
    from tag_changes as c
    where case when known_days(since, until)
            and known_word('of_kind', of_kind, 'entity, person, voice, beat, wording')
        then
            (of_kind is null or c.kind = of_kind)
            and in_days(c.day, since, until)
        end
),
told as (  -- its day rules out nearly all others at once; of undated ones there are few
    select c.*, a.headline, d.text_no
    from changed as c
    join articles as a on a.article_id = c.article_id and a.day = c.day
    join documents as d on d.article_id = c.article_id and d.day = c.day
    union all
    select c.*, a.headline, d.text_no
    from changed as c
    join articles as a on a.article_id = c.article_id
    join documents as d on d.article_id = c.article_id
    where c.day is null and a.day is null and d.day is null
)
select
    t.kind, t.change, t.tag, t.name, t.article_id, t.outlet, t.day, t.headline,
    substring(case when t.field = 'headline' then t.headline else b.body end, t.start + 1, t."end" - t.start) as text,
    t.detail, t.version
from told as t
join bodies as b on b.text_no = t.text_no
order by t.kind, t.day, t.article_id, t.start, t.change desc;
