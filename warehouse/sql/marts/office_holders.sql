-- one row: one name of somebody who was heard in an office or a trade, in whatever article
-- after: voices
-- name: the speaker, as the article names the person in full
create table office_holders as
select distinct speaker_name as name
from voices
where role in (
    'police_force', 'police_federation', 'pcc_or_mayor', 'government', 'opposition', 'council', 'oversight',
    'prosecutor_or_court', 'lawyer', 'academic', 'campaigner', 'charity')
    and speaker_name is not null
order by name;
