-- one row: one quotation of one article; offsets are of the body
create table voices (
    article_id varchar,
    position integer,
    start integer,
    "end" integer,
    kind varchar,
    words integer,
    cue_start integer,
    cue_end integer,
    speaker_start integer,
    speaker_end integer,
    speaker_text varchar,
    speaker_name varchar,
    speaker_entity_id varchar,
    role varchar,
    version varchar
);
