"""What an article is about, whom it names, who speaks in it and in which words."""

import pyarrow as pa

from transforms.schemas.columns import column

SPAN = pa.struct(
    [
        pa.field("start", pa.int32(), nullable=False),
        pa.field("end", pa.int32(), nullable=False),
        pa.field("text", pa.string(), nullable=False),
    ]
)

TOPIC_HITS = pa.schema(  # one row: one span of one article that a topic's rule matched
    [
        column("article_id", pa.string(), required=True),
        column("topic", pa.string(), required=True),
        column("field", pa.string(), required=True),  # headline | body
        column("start", pa.int32(), required=True),
        column("end", pa.int32(), required=True),
        column("text", pa.string(), required=True),
        column("rule", pa.string(), required=True),
        column("weight", pa.float32(), required=True),  # what it adds to the score
        column("version", pa.string(), required=True),  # of the taxonomy
    ]
)

ARTICLE_TOPICS = pa.schema(  # one row: one topic of one article
    [
        column("article_id", pa.string(), required=True),
        column("topic", pa.string(), required=True),
        column("hits", pa.int32(), required=True),
        column("score", pa.float32(), required=True),
        column("version", pa.string(), required=True),
    ]
)

REASON = pa.struct(
    [
        pa.field("rule", pa.string(), nullable=False),
        pa.field("field", pa.string(), nullable=False),  # headline | body
        pa.field("start", pa.int32(), nullable=False),
        pa.field("end", pa.int32(), nullable=False),
        pa.field("text", pa.string(), nullable=False),
        pa.field("weight", pa.float32(), nullable=False),  # below 0: it says that the article is off the beat
    ]
)

RELEVANCE = pa.schema(  # one row: whether one article is on the beat, and why
    [
        column("article_id", pa.string(), required=True),
        column("score", pa.float32(), required=True),  # from 0 to 1; on the beat from 0.5
        column("is_on_beat", pa.bool_(), required=True),
        column("reasons", pa.list_(REASON), required=True),  # the heaviest first
        column("version", pa.string(), required=True),  # of the rules
    ]
)

ENTITY_HITS = pa.schema(  # one row: one span of one article that names an entity
    [
        column("article_id", pa.string(), required=True),
        column("entity_id", pa.string(), required=True),
        column("field", pa.string(), required=True),
        column("start", pa.int32(), required=True),
        column("end", pa.int32(), required=True),
        column("text", pa.string(), required=True),
        column("rule", pa.string(), required=True),  # the alias that matched
        column("version", pa.string(), required=True),  # of the gazetteer
    ]
)

ARTICLE_ENTITIES = pa.schema(  # one row: one entity of one article
    [
        column("article_id", pa.string(), required=True),
        column("entity_id", pa.string(), required=True),
        column("mentions", pa.int32(), required=True),
        column("in_headline", pa.bool_(), required=True),
        column("version", pa.string(), required=True),
    ]
)

ENTITIES = pa.schema(  # one row: one entry of the gazetteer
    [
        column("entity_id", pa.string(), required=True),
        column("kind", pa.string(), required=True),  # police_force, oversight, borough, council ...
        column("name", pa.string(), required=True),
        column("region", pa.string()),
        column("aliases", pa.list_(pa.string()), required=True),
        column("part_of", pa.string()),  # a unit's force or body
        column("force_id", pa.string()),  # the force in whose area it lies
        column("borough_id", pa.string()),  # the London borough it lies in
        column("valid_from", pa.date32()),
        column("valid_until", pa.date32()),
        column("succeeded_by", pa.string()),
    ]
)

TOPICS = pa.schema(  # one row: one topic of the taxonomy, of either level
    [
        column("topic", pa.string(), required=True),
        column("name", pa.string(), required=True),
        column("parent", pa.string()),  # its group; null for a group
        column("is_group", pa.bool_(), required=True),  # of the first level
        column("definition", pa.string(), required=True),
        column("scope", pa.string()),  # null for a group
        column("iptc", pa.string()),  # the Media Topic that comes nearest from above
        column("version", pa.string(), required=True),  # of the taxonomy
        column("rules_version", pa.string()),  # of what this topic matches by; null for a group
    ]
)

WORDING = pa.schema(  # one row: one span of one article that uses a frame of words
    [
        column("article_id", pa.string(), required=True),
        column("frame", pa.string(), required=True),
        column("field", pa.string(), required=True),
        column("start", pa.int32(), required=True),
        column("end", pa.int32(), required=True),
        column("text", pa.string(), required=True),
        column("rule", pa.string(), required=True),
        column("position", pa.float32()),  # of its start in the body, 0 to 1; null in a headline
        column("version", pa.string(), required=True),  # of the frames
    ]
)

MENTIONS = pa.schema(  # one row: one evidence span, topic's or entity's
    [
        column("article_id", pa.string(), required=True),
        column("kind", pa.string(), required=True),  # topic | entity
        column("tag", pa.string(), required=True),  # the topic or the entity_id
        column("field", pa.string(), required=True),
        column("start", pa.int32(), required=True),
        column("end", pa.int32(), required=True),
        column("text", pa.string(), required=True),
        column("rule", pa.string(), required=True),
        column("version", pa.string(), required=True),
    ]
)

PEOPLE = pa.schema(  # one row: one person whom the body of one article names
    [
        column("article_id", pa.string(), required=True),
        column("person_id", pa.int32(), required=True),  # within the article, in order of first mention
        column("name", pa.string(), required=True),  # the fullest, as first written
        column("variants", pa.list_(pa.string()), required=True),  # other spellings of the name
        column("is_variant", pa.bool_(), required=True),  # whether there are any
        column("role", pa.string()),  # as stated: "Vigil organiser"
        column("role_start", pa.int32()),
        column("role_end", pa.int32()),
        column("mentions", pa.list_(SPAN), required=True),
        column("version", pa.string(), required=True),  # of the method
    ]
)

VOICES = pa.schema(  # one row: one quotation of one article; offsets are of the body
    [
        column("article_id", pa.string(), required=True),
        column("position", pa.int32(), required=True),  # 1 is the first of the article
        column("start", pa.int32(), required=True),
        column("end", pa.int32(), required=True),
        column("kind", pa.string(), required=True),  # direct | indirect | mixed
        column("words", pa.int32(), required=True),  # how many it has
        column("cue_start", pa.int32()),
        column("cue_end", pa.int32()),
        column("speaker_start", pa.int32()),  # null: nobody is named
        column("speaker_end", pa.int32()),
        column("speaker_text", pa.string()),  # as written there: "she"
        column("speaker_name", pa.string()),  # who that is in this article
        column("speaker_entity_id", pa.string()),  # the body that speaks, or that the speaker is of
        column("role", pa.string(), required=True),  # transforms.roles.ROLES
        column("version", pa.string(), required=True),  # of the method, its words and the gazetteer
    ]
)

POSTINGS = pa.schema(  # one row: one word of one article, and where it stands
    [
        column("term", pa.string(), required=True),  # folded, in lower case
        column("article_id", pa.string(), required=True),
        column("positions", pa.list_(pa.int32()), required=True),  # ascending, see transforms.postings
    ]
)

TAG_CHANGES = (
    pa.schema(  # one row: what one of two versions of the rules found in an article and the other not
        [
            column("article_id", pa.string(), required=True),
            column("kind", pa.string(), required=True),  # entity | person | voice | beat | wording
            column("change", pa.string(), required=True),  # added | dropped
            column(
                "tag", pa.string()
            ),  # the entity_id, the speaker's role, the frame, on | off; null: a person
            column("name", pa.string()),  # the person's, the speaker's
            column("detail", pa.string()),  # a person's role as stated, a quotation's kind, a rule, a score
            column("field", pa.string()),  # null: the whole article
            column("start", pa.int32()),  # of a person the first mention
            column("end", pa.int32()),
            column("version", pa.string(), required=True),  # of the rules that found it
        ]
    )
)
