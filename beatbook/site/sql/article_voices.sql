-- one row: one speaker of an article: in which role, how often and in how many words
select
    article_id, coalesce(speaker_name, speaker_text, 'nobody named') as speaker, role, count(*) as quotations,
    sum(words)::bigint as words, min(position) as place
from voices
where article_id in (select unnest($ids::varchar[]))
group by all
order by article_id, place
