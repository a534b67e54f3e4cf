-- one row: one release of an official body, and what came of it; none came of it where articles is 0
-- after: copies, articles, outlets, coverage, voices_added
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
-- with_voices_added: how many of the articles quote somebody whom the release does not; see voices_added
-- voices_added: the roles in which these speak, in alphabetical order; null if no article was laid beside the release
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
        max(share_of_original) as most_taken, min(lag_hours) as first_lag_hours, avg(words_added) as words_added,
        count(*) filter (copies.compared_id = copies.original_id and copies.added is not null) as compared
    from copies
    join outlets on outlets.outlet = copies.outlet and not starts_with(outlets.kind, 'official')
    where copies.origin = 'official'
    group by all
),
heard as (
    select
        original_id as release_id, count(distinct article_id) as articles, list(distinct role order by role) as roles
    from voices_added
    join outlets on outlets.outlet = voices_added.outlet and not starts_with(outlets.kind, 'official')
    group by all
),
up as (
    select coverage.day, coverage.outlet
    from coverage
    join outlets on outlets.outlet = coverage.outlet and not starts_with(outlets.kind, 'official')
    where coverage.state <> 'blind'
),
seen as (  -- one row: one day, as there are many releases of each
    select day, count(distinct outlet) as outlets_up
    from (from up union all select day - 1, outlet from up)
    group by day
)
select
    official.article_id, official.outlet, official.day, official.published_at, official.headline, official.words,
    case when ran.articles > 0 or seen.outlets_up > 0 then coalesce(ran.articles, 0) end as articles,
    coalesce(ran.outlets, 0) as outlets, coalesce(ran.newsrooms, 0) as newsrooms,
    ran.most_taken, ran.first_lag_hours, ran.words_added,
    case when ran.compared > 0 then coalesce(heard.articles, 0) end as with_voices_added,
    case when ran.compared > 0 then coalesce(heard.roles, []) end as voices_added,
    coalesce(seen.outlets_up, 0) as outlets_up
from official
left join ran on ran.release_id = official.article_id
left join heard on heard.release_id = official.article_id
left join seen on seen.day = official.day
order by official.published_at, official.article_id;
