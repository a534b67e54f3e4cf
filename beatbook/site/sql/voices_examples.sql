-- one row: one quotation, its first words; the newest few of a role
select
    v.role, v.position, coalesce(v.speaker_name, v.speaker_text) as speaker, v.kind,
    left(v.text, 160) as beginning, length(v.text) > 160 as is_cut,
    v.outlet::varchar as outlet, v.day, v.article_id, a.headline
from voices as v
join articles as a on a.article_id = v.article_id
where ($topic is null or v.article_id in (select t.article_id from article_topics as t where t.topic = $topic))
    and v.day is not null and v.words >= 6
qualify row_number() over (partition by v.role order by v.day desc, v.article_id, v.position) <= $most
order by role, day desc, article_id, position
