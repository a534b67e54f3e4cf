-- one row: one quotation of one article, as it was last seen; offsets count code points of the body from 0
-- after: articles, bodies, documents
-- replaced by: article_id, day
-- article_id: the article
-- text_no: the number of its text in documents: sooner to join by than the id
-- position: its place among the article's quotations; 1 is the first
-- outlet: who published the article
-- day: the day it was published in London; null if the page does not say
-- start: the first character of what is said
-- end: the character after its last
-- kind: direct (between marks), indirect (what a verb of speech governs) or mixed (some of that between marks)
-- words: how many words it has
-- cue_start: the first character of the verb of speech; null where there is none, as in a transcript
-- cue_end: the character after its last
-- speaker_start: the first character of who says it, as written there; null if nobody is named
-- speaker_end: the character after its last
-- speaker_text: the speaker as written there: she, a spokesman
-- speaker_name: who that is, as the article names the person, or the gazetteer the body; null if it does not say
-- speaker_entity_id: the body that speaks, or that the speaker speaks for
-- role: in which role: police_force, resident ...; other if the article does not say; see docs/voices.md
-- is_roles_first: whether no earlier quotation of the article has its role: as many as articles in which the role speaks
-- version: the method that found it; what it is known to get wrong is printed by `make evaluate`
-- text: the words, exactly as they stand there; empty if the time of the text is over
create table voices as
select
    heard.article_id, documents.text_no, heard.position, articles.outlet, articles.day, heard.start, heard."end", heard.kind,
    heard.words, heard.cue_start, heard.cue_end, heard.speaker_start, heard.speaker_end, heard.speaker_text,
    heard.speaker_name, heard.speaker_entity_id, heard.role,
    row_number() over (partition by heard.article_id, heard.role order by heard.position) = 1 as is_roles_first,
    heard.version,
    substring(bodies.body, heard.start + 1, heard."end" - heard.start) as text
from lake.voices as heard
join articles on articles.article_id = heard.article_id and articles.batch_id = heard.batch_id
join bodies on bodies.article_id = heard.article_id
join documents on documents.article_id = heard.article_id
order by articles.day, heard.article_id, heard.position;
