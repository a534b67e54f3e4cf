-- one row: one story that began in the window, told by several outlets; those that most ran first
select
    story_id, label, first_day, last_day, articles, outlets, o.name as first_outlet,
    (
        select list(article_id order by published_at nulls last, article_id)
        from (
            from article_stories as told
            where told.story_id = stories.story_id
            qualify row_number() over (partition by told.outlet order by told.published_at nulls last, told.article_id) = 1
        )
    ) as article_ids
from stories
join outlets as o on o.outlet = stories.first_outlet
where first_day between $since::date and $until::date and outlets > 1
order by outlets desc, articles desc, first_published_at desc nulls last, story_id
