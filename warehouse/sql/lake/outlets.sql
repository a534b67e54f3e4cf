-- one row: one outlet of the catalogue
create table outlets (
    outlet varchar,
    name varchar,
    homepage varchar,
    kind varchar,
    region varchar,
    owner varchar,
    paywall varchar,
    confidence varchar,
    enabled boolean,
    reason varchar,
    expect_min_per_day integer,
    expect_max_per_day integer
);
