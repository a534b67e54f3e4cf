-- one row: one version of an article that a reader would call new: as first seen, and each change after it
-- after: versions
-- like: versions
-- revision: 1 as first seen, then one more with each change
create view revisions as
select
    article_id, row_number() over (partition by article_id order by nth) as revision,
    * exclude (article_id)
from versions
where verdict in ('first', 'revision');
