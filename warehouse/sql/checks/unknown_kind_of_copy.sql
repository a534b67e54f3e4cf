-- one row: a copy whose kind or origin is not in the closed list, or whose shares are no shares
-- looks at: chunk
-- severity: stop
-- then: mend transforms.copies
select article_id, kind, origin, containment, share_of_original, share_of_own
from copies
where kind not in ('wire', 'group', 'release', 'lifted')
    or origin not in ('official', 'agency', 'outlet')
    or not coalesce(containment between 0 and 1, true)
    or not coalesce(share_of_original between 0 and 1, true)
    or not coalesce(share_of_own between 0 and 1, true)
order by article_id;
