-- one row: as in the table
from query_table($name);
