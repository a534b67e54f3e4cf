-- one row: one quotation that an article added to a release
select article_id, outlet::varchar as outlet, role, coalesce(speaker_name, speaker_text) as speaker, words, text
from voices_added
where original_id = $release
order by outlet, article_id, position;
