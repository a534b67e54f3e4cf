"""What articles have to do with one another, and with what they were: copies, stories, edits."""

import pyarrow as pa

from transforms.schemas.columns import MOMENT, column

ARTICLE_STORIES = pa.schema(  # one row: one article and the story it tells
    [
        column("article_id", pa.string(), required=True),
        column("story_id", pa.string(), required=True),
        column("similarity", pa.float32()),  # mean likeness to the story's other articles; null: it has none
        column("version", pa.string(), required=True),  # of the method
    ]
)

STORIES = pa.schema(  # one row: one story, told by one article or by many
    [
        column("story_id", pa.string(), required=True),
        column("label", pa.string(), required=True),  # headline of the article most like the others
        column("first_published_at", MOMENT),  # null if no article has a date
        column("last_published_at", MOMENT),
        column("first_article_id", pa.string(), required=True),
        column("first_outlet", pa.string(), required=True),
        column("articles", pa.int32(), required=True),
        column("outlets", pa.int32(), required=True),
    ]
)

STORY_CHANGES = pa.schema(  # one row: articles that one story gave to another when stories were told again
    [
        column("story_id", pa.string(), required=True),  # had them
        column("into_story_id", pa.string(), required=True),  # has them now
        column("change", pa.string(), required=True),  # merged | split | moved
        column("articles", pa.int32(), required=True),
    ]
)

STRETCH = pa.struct(
    [pa.field("start", pa.int32(), nullable=False), pa.field("end", pa.int32(), nullable=False)]
)

COPIES = pa.schema(  # one row: one article's place in a cluster of copies, the original included
    [
        column("article_id", pa.string(), required=True),
        column("cluster_id", pa.string(), required=True),
        column("previous_cluster_id", pa.string()),  # the one it was in before two became one
        column("original_id", pa.string(), required=True),  # the earliest that we hold, or the release
        column("origin", pa.string(), required=True),  # official | agency | outlet: who wrote it first
        column("kind", pa.string(), required=True),  # wire | group | release | lifted
        column("credit", pa.string()),  # the agency it names
        column("compared_id", pa.string()),  # what it was laid beside: the original where that is at hand
        column("containment", pa.float64()),  # part of the smaller text that stands in the larger
        column("share_of_original", pa.float64()),  # part of the other's words that stands in it
        column("share_of_own", pa.float64()),  # part of its words that is the other's
        column("words_added", pa.int32()),
        column("added", pa.list_(STRETCH)),  # its own sentences, in code points of the body
        column("lag_hours", pa.float64()),  # after the original
        column("version", pa.string(), required=True),  # of the method
    ]
)

EDITS = pa.schema(  # one row: one typed edit between two consecutive revisions of an article
    [
        column("article_id", pa.string(), required=True),
        column("old_at", MOMENT, required=True),  # when the revision before it was first read
        column("edited_at", MOMENT, required=True),  # when the one after it was
        column("field", pa.string(), required=True),  # headline | body
        column("kind", pa.string(), required=True),  # one of transforms.edit_kinds.KINDS
        column("old_start", pa.int32(), required=True),  # in the field as it was
        column("old_end", pa.int32(), required=True),
        column("old_text", pa.string(), required=True),  # empty where nothing stood
        column("new_start", pa.int32(), required=True),  # in the field as it became
        column("new_end", pa.int32(), required=True),
        column("new_text", pa.string(), required=True),  # empty where nothing is left
        column("rule", pa.string(), required=True),  # who was named, which scale, which number ...
        column("version", pa.string(), required=True),  # of the method and its lists
    ]
)
