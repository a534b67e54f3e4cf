"""The shape of every table that passes between stages, as Arrow schemas.

All times are UTC with microseconds; a column is nullable wherever the world may not provide it.
Offsets (`start`, `end`) count code points of the named field.
"""

from transforms.schemas.collected import FETCHES, OUTLETS, POLLS, RUNS
from transforms.schemas.columns import MOMENT
from transforms.schemas.pages import ARTICLES, DATE_CANDIDATE, PAGES, READINGS, REPEATS, VERSIONS
from transforms.schemas.relations import ARTICLE_STORIES, COPIES, EDITS, STORIES, STORY_CHANGES, STRETCH
from transforms.schemas.tags import (
    ARTICLE_ENTITIES,
    ARTICLE_TOPICS,
    ENTITIES,
    ENTITY_HITS,
    MENTIONS,
    PEOPLE,
    POSTINGS,
    REASON,
    RELEVANCE,
    SPAN,
    TAG_CHANGES,
    TOPIC_HITS,
    TOPICS,
    VOICES,
    WORDING,
)

__all__ = [
    "ARTICLES",
    "ARTICLE_ENTITIES",
    "ARTICLE_STORIES",
    "ARTICLE_TOPICS",
    "COPIES",
    "DATE_CANDIDATE",
    "EDITS",
    "ENTITIES",
    "ENTITY_HITS",
    "FETCHES",
    "MENTIONS",
    "MOMENT",
    "OUTLETS",
    "PAGES",
    "PEOPLE",
    "POLLS",
    "POSTINGS",
    "READINGS",
    "REASON",
    "RELEVANCE",
    "REPEATS",
    "RUNS",
    "SPAN",
    "STORIES",
    "STORY_CHANGES",
    "STRETCH",
    "TAG_CHANGES",
    "TOPICS",
    "TOPIC_HITS",
    "VERSIONS",
    "VOICES",
    "WORDING",
]
