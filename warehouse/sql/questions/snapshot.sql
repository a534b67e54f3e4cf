-- one row: the warehouse that answers, to cite with a figure
from snapshot;
