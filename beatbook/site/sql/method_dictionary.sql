-- one row: one table, view, column or macro, and what it means
from data_dictionary
