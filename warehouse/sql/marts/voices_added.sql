-- one row: one quotation that an article added to the text it was made from: somebody is named who says it, and at
--   least half of it stands in sentences that are the article's own
-- after: copies, voices
-- like: voices
-- original_id: the release, or other original, that the article was made from and laid beside
create view voices_added as
with
told as (  -- its day rules out nearly all others at once; of undated ones there are few
    select copies.original_id, copies.added, voices.*
    from copies
    join voices on voices.text_no = copies.text_no and voices.day = copies.day
    where copies.compared_id = copies.original_id
    union all
    select copies.original_id, copies.added, voices.*
    from copies
    join voices on voices.text_no = copies.text_no
    where copies.compared_id = copies.original_id and copies.day is null and voices.day is null
)
select told.* exclude (added)
from told
where told.speaker_start is not null
    and 2 * list_sum(list_transform(told.added, lambda own:
        greatest(0, least(told."end", own."end") - greatest(told.start, own."start")))) >= told."end" - told.start
order by told.day, told.article_id, told.position;
