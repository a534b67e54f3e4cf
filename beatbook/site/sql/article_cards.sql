-- one row: one article without its text: what the book says of it
select
    a.article_id, a.outlet::varchar as outlet, a.headline, a.url, a.authors, a.section, a.published_at, a.day,
    a.modified_at, a.words, a.access, a.kind, a.revisions, a.vanished_at, r.score as relevance, r.is_on_beat,
    case when a.text_kept_days is not null then 'The text was kept for ' || a.text_kept_days || if(a.text_kept_days = 1, ' day.', ' days.')
        else coalesce(nullif(trim(a.standfirst), ''), left(b.body, 240)) end as snippet,
    coalesce(nullif(trim(a.standfirst), ''), '') = '' and length(b.body) > 240 as is_cut,
    told.story_id
from articles as a
join bodies as b on b.article_id = a.article_id
left join relevance as r on r.article_id = a.article_id
left join article_stories as told on told.article_id = a.article_id
where a.article_id in (select unnest($ids::varchar[]))
order by a.article_id
