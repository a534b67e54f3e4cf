-- one row: one outlet's take in one run
create table runs (
    run_id varchar,
    outlet varchar,
    day date,
    started_at timestamptz,
    finished_at timestamptz,
    finish_reason varchar,
    offered integer,
    fetched integer,
    kept integer
);
