-- one row: one use of the frame, with the words around it
select
    w.start, w.text, w.rule, w.outlet::varchar as outlet, w.day, w.article_id, a.headline,
    case when w.field = 'headline' then substring(a.headline, greatest(w.start - 59, 1), least(w.start, 60))
        else substring(b.body, greatest(w.start - 59, 1), least(w.start, 60)) end as before,
    case when w.field = 'headline' then substring(a.headline, w."end" + 1, 60)
        else substring(b.body, w."end" + 1, 60) end as after
from wording as w
join articles as a on a.article_id = w.article_id
join bodies as b on b.article_id = w.article_id
where w.frame = $frame and w.day is not null and w.text <> ''  -- empty: the time of its text is over
qualify row_number() over (partition by w.outlet order by w.day desc, w.article_id, w.start) <= $most
order by day desc, article_id, start
