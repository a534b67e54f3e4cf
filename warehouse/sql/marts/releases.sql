-- one row: one release of an official body, and what came of it; none came of it where articles is 0
-- after: copies, articles, outlets, coverage
-- article_id: the release
-- outlet: who published it
-- day: the day it was published in London; null if the page does not say
-- published_at: when it was published, UTC
-- headline: its headline
-- words: how many words it has
-- articles: how many articles of other outlets were made from it; null if none, and we saw no outlet that day
-- outlets: how many outlets ran it
-- newsrooms: how many owners these have
-- most_taken: the largest part of its words that stands in one article
-- first_lag_hours: how long after it the first article was published
-- words_added: the mean number of words that articles added
-- outlets_up: how many outlets, official ones aside, we saw on the day of the release or the day after
create view releases as
with
official as (
    select articles.*
    from articles
    join outlets on outlets.outlet = articles.outlet and starts_with(outlets.kind, 'official')
),
ran as (  -- an article is counted for the release that its cluster came from, and for no other body's
    select
        copies.original_id as release_id,
        count(*) as articles, count(distinct copies.outlet) as outlets, count(distinct newsroom) as newsrooms,
        max(share_of_original) as most_taken, min(lag_hours) as first_lag_hours, avg(words_added) as words_added
    from copies
    join outlets on outlets.outlet = copies.outlet and not starts_with(outlets.kind, 'official')
    where copies.origin = 'official'
    group by all
),
seen as (
    select official.article_id, count(distinct coverage.outlet) as outlets_up
    from official
    join coverage on coverage.day between official.day and official.day + 1 and coverage.state <> 'blind'
    join outlets on outlets.outlet = coverage.outlet and not starts_with(outlets.kind, 'official')
    group by all
)
select
    official.article_id, official.outlet, official.day, official.published_at, official.headline, official.words,
    case when ran.articles > 0 or seen.outlets_up > 0 then coalesce(ran.articles, 0) end as articles,
    coalesce(ran.outlets, 0) as outlets, coalesce(ran.newsrooms, 0) as newsrooms,
    ran.most_taken, ran.first_lag_hours, ran.words_added,
    coalesce(seen.outlets_up, 0) as outlets_up
from official
left join ran on ran.release_id = official.article_id
left join seen on seen.article_id = official.article_id
order by official.published_at, official.article_id;
