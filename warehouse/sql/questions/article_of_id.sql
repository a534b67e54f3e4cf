-- one row: an article by its whole id, the number of its text, and its day
from document_of($name);
