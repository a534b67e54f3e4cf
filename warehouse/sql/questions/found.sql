-- one row: one of the texts given, in their order, as an article with the words asked for in their place
with
best as (
    select
        unnest($texts::integer[]) as text_no, unnest($scores::double[]) as score,
        generate_subscripts($texts::integer[], 1) as place
)
select
    articles.article_id, articles.day, articles.outlet::varchar as outlet, articles.headline, articles.url,
    snippet(bodies.body, $words) as snippet, best.score
from best
join bodies on bodies.text_no = best.text_no
join articles on articles.article_id = bodies.article_id
order by best.place;
