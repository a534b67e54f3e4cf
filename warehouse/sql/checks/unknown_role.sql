-- one row: a quotation whose role or kind is none that we know
-- looks at: chunk
-- severity: stop
-- then: roles are one closed list, `transforms.roles.ROLES`; add it there and here, or mend the rule
select distinct role, kind
from voices
where role not in (
        'police_force', 'police_federation', 'pcc_or_mayor', 'government', 'opposition', 'council', 'oversight',
        'prosecutor_or_court', 'lawyer', 'family', 'victim_or_witness', 'resident', 'campaigner', 'charity',
        'academic', 'business', 'unnamed_police_source', 'other')
    or kind not in ('direct', 'indirect', 'mixed')
order by all;
