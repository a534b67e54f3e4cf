-- one row: one Parquet file of texts or of their words, which this snapshot shows in bodies or postings
-- replaced by: file
-- kind: bodies or postings
-- file: its name in the folder `segments` of the book
-- first_text: the lowest text_no in it
-- last_text: the highest
-- texts: how many texts it had when it was written; those that changed since are in a later one too
-- digest: SHA-256 of the file
create table segments (
    kind varchar, file varchar, first_text integer, last_text integer, texts integer, digest varchar);
