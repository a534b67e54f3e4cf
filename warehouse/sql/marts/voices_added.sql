-- one row: one quotation that an article added to the text it was made from: somebody is named who says it, and at
--   least half of it stands in sentences that are the article's own
-- after: additions, copies, voices
-- like: voices
-- original_id: the release, or other original, that the article was made from and laid beside
create view voices_added as
with
own as (
    select
        voices.article_id, voices.position,
        sum(least(voices."end", additions."end") - greatest(voices.start, additions."start")) as characters
    from voices
    join additions
        on additions.article_id = voices.article_id
        and additions."start" < voices."end" and voices.start < additions."end"
    where voices.speaker_start is not null
    group by all
)
select copies.original_id, voices.*
from own
join voices on voices.article_id = own.article_id and voices.position = own.position
join copies on copies.article_id = own.article_id and copies.compared_id = copies.original_id
where 2 * own.characters >= voices."end" - voices.start
order by voices.day, voices.article_id, voices.position;
