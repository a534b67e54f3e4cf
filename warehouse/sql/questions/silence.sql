-- one row: one outlet: whether it ran a story or a release
from silence($id);
