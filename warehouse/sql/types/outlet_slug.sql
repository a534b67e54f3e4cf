-- one value: an outlet's slug, as the catalogue names its file
create type outlet_slug as enum (
    select outlet from lake.outlets
    union select outlet from lake.articles
    union select outlet from lake.fetches
    union select outlet from lake.polls
    union select outlet from lake.runs
    union select '' -- an enum may not be empty, as a lake may be
    order by outlet
);
