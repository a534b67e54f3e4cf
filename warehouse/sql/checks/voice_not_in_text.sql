-- one row: a quotation, or its speaker or verb, that does not stand in the body where it says
-- looks at: chunk
-- severity: stop
-- then: the offsets were counted on another text than the one kept, or in bytes
select voices.article_id, voices.position, voices.start, voices."end", voices.speaker_text
from voices
join articles on articles.article_id = voices.article_id
join bodies on bodies.article_id = voices.article_id
where voices.start < 0
    or voices."end" <= voices.start
    or (voices."end" > length(bodies.body) and articles.text_kept_days is null)
    or voices.cue_start < 0
    or (voices.cue_end > length(bodies.body) and articles.text_kept_days is null)
    or substring(bodies.body, voices.speaker_start + 1, voices.speaker_end - voices.speaker_start)
        is distinct from voices.speaker_text
order by voices.article_id, voices.position;
