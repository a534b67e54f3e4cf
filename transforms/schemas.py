"""The shape of every table that passes between stages, as Arrow schemas.

All times are UTC with microseconds; a column is nullable wherever the world may not provide it.
Offsets (`start`, `end`) count code points of the named field.
"""

import pyarrow as pa

MOMENT = pa.timestamp("us", tz="UTC")


def _column(name: str, type_: pa.DataType, *, required: bool = False) -> pa.Field:
    return pa.field(name, type_, nullable=not required)


PAGES = pa.schema(  # one row: one page as served, from one take
    [
        _column("outlet", pa.string(), required=True),
        _column("run_id", pa.string(), required=True),
        _column("url", pa.string(), required=True),  # as asked for
        _column("final_url", pa.string()),  # after redirects
        _column("fetched_at", MOMENT, required=True),
        _column("status", pa.int16()),
        _column("content_type", pa.string()),  # the header, charset included
        _column("html", pa.large_binary(), required=True),  # gzip undone, its charset not
        _column("offered_at", MOMENT),  # the date its feed or sitemap gave
        _column("offered_headline", pa.string()),
        _column("warc_file", pa.string()),  # below the archive
        _column("warc_offset", pa.int64()),
    ]
)

DATE_CANDIDATE = pa.struct(
    [
        pa.field("field", pa.string(), nullable=False),  # published | modified
        pa.field("at", MOMENT, nullable=False),
        pa.field("source", pa.string(), nullable=False),  # json-ld, time, feed ...
        pa.field("raw", pa.string(), nullable=False),  # as the page wrote it
    ]
)

SPAN = pa.struct(
    [
        pa.field("start", pa.int32(), nullable=False),
        pa.field("end", pa.int32(), nullable=False),
        pa.field("text", pa.string(), nullable=False),
    ]
)

ARTICLES = pa.schema(  # one row: one article as last seen
    [
        _column("article_id", pa.string(), required=True),
        _column("outlet", pa.string(), required=True),
        _column("url", pa.string(), required=True),  # canonical
        _column("headline", pa.string(), required=True),
        _column("standfirst", pa.string()),
        _column("body", pa.string(), required=True),  # paragraphs joined by a blank line
        _column("authors", pa.list_(pa.string()), required=True),
        _column("section", pa.string()),
        _column("published_at", MOMENT),
        _column("published_source", pa.string()),  # the candidate that won
        _column("modified_at", MOMENT),
        _column("dates", pa.list_(DATE_CANDIDATE), required=True),
        _column("language", pa.string()),  # ISO 639-1
        _column("access", pa.string(), required=True),  # open | metered | paywalled | unknown
        _column("words", pa.int32(), required=True),
        _column("fetched_at", MOMENT),  # null only for pages that came from no take
        _column("run_id", pa.string()),
        _column("page_url", pa.string(), required=True),  # as asked for
        _column("warc_file", pa.string()),
        _column("warc_offset", pa.int64()),
        _column("extractor", pa.string(), required=True),  # version of the extractor
    ]
)

VERSIONS = pa.schema(  # one row: one article as it read from a moment on
    [
        _column("article_id", pa.string(), required=True),
        _column("outlet", pa.string(), required=True),
        _column("headline", pa.string(), required=True),
        _column("content", pa.string(), required=True),  # digest of headline and text, marks made plain
        _column("words", pa.int32(), required=True),
        _column("fetched_at", MOMENT),
        _column("run_id", pa.string()),
        _column("page_url", pa.string(), required=True),
        _column("warc_file", pa.string()),
        _column("warc_offset", pa.int64()),
        _column("extractor", pa.string(), required=True),
    ]
)

READINGS = pa.schema(  # one row: what came of one page, article or not
    [
        _column("outlet", pa.string(), required=True),
        _column("run_id", pa.string()),
        _column("page_url", pa.string(), required=True),
        _column("outcome", pa.string(), required=True),  # fetched, not_article, paywalled, extract_failed
        _column("detail", pa.string()),
        _column("article_id", pa.string()),
    ]
)

TOPIC_HITS = pa.schema(  # one row: one span of one article that a topic's rule matched
    [
        _column("article_id", pa.string(), required=True),
        _column("topic", pa.string(), required=True),
        _column("field", pa.string(), required=True),  # headline | body
        _column("start", pa.int32(), required=True),
        _column("end", pa.int32(), required=True),
        _column("text", pa.string(), required=True),
        _column("rule", pa.string(), required=True),
        _column("weight", pa.float32(), required=True),  # what it adds to the score
        _column("version", pa.string(), required=True),  # of the taxonomy
    ]
)

ARTICLE_TOPICS = pa.schema(  # one row: one topic of one article
    [
        _column("article_id", pa.string(), required=True),
        _column("topic", pa.string(), required=True),
        _column("hits", pa.int32(), required=True),
        _column("score", pa.float32(), required=True),
        _column("version", pa.string(), required=True),
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
        _column("article_id", pa.string(), required=True),
        _column("score", pa.float32(), required=True),  # from 0 to 1; on the beat from 0.5
        _column("is_on_beat", pa.bool_(), required=True),
        _column("reasons", pa.list_(REASON), required=True),  # the heaviest first
        _column("version", pa.string(), required=True),  # of the rules
    ]
)

ENTITY_HITS = pa.schema(  # one row: one span of one article that names an entity
    [
        _column("article_id", pa.string(), required=True),
        _column("entity_id", pa.string(), required=True),
        _column("field", pa.string(), required=True),
        _column("start", pa.int32(), required=True),
        _column("end", pa.int32(), required=True),
        _column("text", pa.string(), required=True),
        _column("rule", pa.string(), required=True),  # the alias that matched
        _column("version", pa.string(), required=True),  # of the gazetteer
    ]
)

ARTICLE_ENTITIES = pa.schema(  # one row: one entity of one article
    [
        _column("article_id", pa.string(), required=True),
        _column("entity_id", pa.string(), required=True),
        _column("mentions", pa.int32(), required=True),
        _column("in_headline", pa.bool_(), required=True),
        _column("version", pa.string(), required=True),
    ]
)

ENTITIES = pa.schema(  # one row: one entry of the gazetteer
    [
        _column("entity_id", pa.string(), required=True),
        _column("kind", pa.string(), required=True),  # police_force, oversight, borough, council ...
        _column("name", pa.string(), required=True),
        _column("region", pa.string()),
        _column("aliases", pa.list_(pa.string()), required=True),
        _column("part_of", pa.string()),  # a unit's force or body
        _column("force_id", pa.string()),  # the force in whose area it lies
        _column("borough_id", pa.string()),  # the London borough it lies in
        _column("valid_from", pa.date32()),
        _column("valid_until", pa.date32()),
        _column("succeeded_by", pa.string()),
    ]
)

TOPICS = pa.schema(  # one row: one topic of the taxonomy
    [
        _column("topic", pa.string(), required=True),
        _column("name", pa.string(), required=True),
        _column("definition", pa.string(), required=True),
        _column("version", pa.string(), required=True),
    ]
)

ARTICLE_STORIES = pa.schema(  # one row: one article and the story it tells
    [
        _column("article_id", pa.string(), required=True),
        _column("story_id", pa.string(), required=True),
        _column("similarity", pa.float32()),  # mean likeness to the story's other articles; null: it has none
        _column("version", pa.string(), required=True),  # of the method
    ]
)

STORIES = pa.schema(  # one row: one story, told by one article or by many
    [
        _column("story_id", pa.string(), required=True),
        _column("label", pa.string(), required=True),  # headline of the article most like the others
        _column("first_published_at", MOMENT),  # null if no article has a date
        _column("last_published_at", MOMENT),
        _column("first_article_id", pa.string(), required=True),
        _column("first_outlet", pa.string(), required=True),
        _column("articles", pa.int32(), required=True),
        _column("outlets", pa.int32(), required=True),
    ]
)

STORY_CHANGES = pa.schema(  # one row: articles that one story gave to another when stories were told again
    [
        _column("story_id", pa.string(), required=True),  # had them
        _column("into_story_id", pa.string(), required=True),  # has them now
        _column("change", pa.string(), required=True),  # merged | split | moved
        _column("articles", pa.int32(), required=True),
    ]
)

WORDING = pa.schema(  # one row: one span of one article that uses a frame of words
    [
        _column("article_id", pa.string(), required=True),
        _column("frame", pa.string(), required=True),
        _column("field", pa.string(), required=True),
        _column("start", pa.int32(), required=True),
        _column("end", pa.int32(), required=True),
        _column("text", pa.string(), required=True),
        _column("rule", pa.string(), required=True),
        _column("position", pa.float32()),  # of its start in the body, 0 to 1; null in a headline
        _column("version", pa.string(), required=True),  # of the frames
    ]
)

MENTIONS = pa.schema(  # one row: one evidence span, topic's or entity's
    [
        _column("article_id", pa.string(), required=True),
        _column("kind", pa.string(), required=True),  # topic | entity
        _column("tag", pa.string(), required=True),  # the topic or the entity_id
        _column("field", pa.string(), required=True),
        _column("start", pa.int32(), required=True),
        _column("end", pa.int32(), required=True),
        _column("text", pa.string(), required=True),
        _column("rule", pa.string(), required=True),
        _column("version", pa.string(), required=True),
    ]
)

PEOPLE = pa.schema(  # one row: one person whom the body of one article names
    [
        _column("article_id", pa.string(), required=True),
        _column("person_id", pa.int32(), required=True),  # within the article, in order of first mention
        _column("name", pa.string(), required=True),  # the fullest, as first written
        _column("variants", pa.list_(pa.string()), required=True),  # other spellings of the name
        _column("is_variant", pa.bool_(), required=True),  # whether there are any
        _column("role", pa.string()),  # as stated: "Vigil organiser"
        _column("role_start", pa.int32()),
        _column("role_end", pa.int32()),
        _column("mentions", pa.list_(SPAN), required=True),
STRETCH = pa.struct(
    [pa.field("start", pa.int32(), nullable=False), pa.field("end", pa.int32(), nullable=False)]
)

COPIES = pa.schema(  # one row: one article's place in a cluster of copies, the original included
    [
        _column("article_id", pa.string(), required=True),
        _column("cluster_id", pa.string(), required=True),
        _column("previous_cluster_id", pa.string()),  # the one it was in before two became one
        _column("original_id", pa.string(), required=True),  # the earliest that we hold, or the release
        _column("origin", pa.string(), required=True),  # official | agency | outlet: who wrote it first
        _column("kind", pa.string(), required=True),  # wire | group | release | lifted
        _column("credit", pa.string()),  # the agency it names
        _column("compared_id", pa.string()),  # what it was laid beside: the original where that is at hand
        _column("containment", pa.float64()),  # part of the smaller text that stands in the larger
        _column("share_of_original", pa.float64()),  # part of the other's words that stands in it
        _column("share_of_own", pa.float64()),  # part of its words that is the other's
        _column("words_added", pa.int32()),
        _column("added", pa.list_(STRETCH)),  # its own sentences, in code points of the body
        _column("lag_hours", pa.float64()),  # after the original
        _column("version", pa.string(), required=True),  # of the method
    ]
)

VOICES = pa.schema(  # one row: one quotation of one article; offsets are of the body
    [
        _column("article_id", pa.string(), required=True),
        _column("position", pa.int32(), required=True),  # 1 is the first of the article
        _column("start", pa.int32(), required=True),
        _column("end", pa.int32(), required=True),
        _column("kind", pa.string(), required=True),  # direct | indirect | mixed
        _column("words", pa.int32(), required=True),  # how many it has
        _column("cue_start", pa.int32()),
        _column("cue_end", pa.int32()),
        _column("speaker_start", pa.int32()),  # null: nobody is named
        _column("speaker_end", pa.int32()),
        _column("speaker_text", pa.string()),  # as written there: "she"
        _column("speaker_name", pa.string()),  # who that is in this article
        _column("speaker_entity_id", pa.string()),  # the body that speaks, or that the speaker is of
        _column("role", pa.string(), required=True),  # transforms.roles.ROLES
        _column("version", pa.string(), required=True),  # of the method, its words and the gazetteer
    ]
)

FETCHES = pa.schema(  # one row: what came of one URL in one run
    [
        _column("run_id", pa.string(), required=True),
        _column("outlet", pa.string(), required=True),
        _column("day", pa.date32(), required=True),  # London day of the run
        _column("url", pa.string(), required=True),
        _column(
            "kind", pa.string(), required=True
        ),  # article | feed | sitemap | listing | wordpress | tdmrep
        _column("outcome", pa.string(), required=True),
        _column("detail", pa.string()),
        _column("source_url", pa.string()),  # the feed or sitemap that offered it
        _column("status", pa.int16()),
        _column("offered_at", MOMENT),
        _column("fetched_at", MOMENT),
        _column("bytes", pa.int64()),
        _column("signals", pa.list_(pa.string())),  # noindex, noarchive, tdm-reservation ...; null: no page
        _column("article_id", pa.string()),
        _column("warc_file", pa.string()),
        _column("warc_offset", pa.int64()),
    ]
)

POLLS = pa.schema(  # one row: one reading of one source, and how far back it reached
    [
        _column("run_id", pa.string(), required=True),
        _column("outlet", pa.string(), required=True),
        _column("source_url", pa.string(), required=True),
        _column("kind", pa.string(), required=True),
        _column("outcome", pa.string(), required=True),
        _column("polled_at", MOMENT, required=True),
        _column("items", pa.int32(), required=True),
        _column("oldest_at", MOMENT),
        _column("newest_at", MOMENT),
        _column("overlap", pa.float64()),  # share of its items that the reading before listed too
        _column("probable_loss", pa.bool_(), required=True),  # none of them
        _column("false_unchanged", pa.bool_(), required=True),  # "unchanged" was said and found to be wrong
    ]
)

OUTLETS = pa.schema(  # one row: one outlet of the catalogue
    [
        _column("outlet", pa.string(), required=True),  # its slug
        _column("name", pa.string(), required=True),
        _column("homepage", pa.string(), required=True),
        _column("kind", pa.string(), required=True),
        _column("region", pa.string(), required=True),
        _column("owner", pa.string()),
        _column("paywall", pa.string()),
        _column("confidence", pa.string(), required=True),
        _column("enabled", pa.bool_(), required=True),
        _column("reason", pa.string()),  # why it is not enabled
        _column("expect_min_per_day", pa.int32()),
        _column("expect_max_per_day", pa.int32()),
    ]
)

RUNS = pa.schema(  # one row: one outlet's take in one run
    [
        _column("run_id", pa.string(), required=True),
        _column("outlet", pa.string(), required=True),
        _column("day", pa.date32(), required=True),
        _column("started_at", MOMENT, required=True),
        _column("finished_at", MOMENT, required=True),
        _column("finish_reason", pa.string(), required=True),  # "finished" or why not
        _column("offered", pa.int32(), required=True),
        _column("fetched", pa.int32(), required=True),
        _column("kept", pa.int32(), required=True),
    ]
)
