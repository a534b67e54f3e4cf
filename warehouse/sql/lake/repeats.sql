-- one row: one line that an outlet repeated under its articles on one day
create table repeats (
    outlet varchar,
    line varchar,
    articles integer
);
