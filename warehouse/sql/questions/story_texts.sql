-- one row: one article of some outlets that tells a story which others of them told too, with its text
select texts.article_id, texts.outlet::varchar as outlet, texts.headline, texts.body, told.story_id
from article_texts as texts
join article_stories as told on told.article_id = texts.article_id
join stories on stories.story_id = told.story_id and stories.outlets > 1
where list_contains($outlets::varchar[], texts.outlet::varchar)
    and ($since::date is null or texts.day >= $since::date)
    and ($until::date is null or texts.day <= $until::date)
    and ($topic::varchar is null or texts.article_id in (from about($topic)))
order by texts.article_id;
