-- one row: one reading of one source, and how far back it reached
create table polls (
    run_id varchar,
    outlet varchar,
    source_url varchar,
    kind varchar,
    outcome varchar,
    polled_at timestamptz,
    items integer,
    oldest_at timestamptz,
    newest_at timestamptz,
    overlap double,
    probable_loss boolean,
    false_unchanged boolean
);
