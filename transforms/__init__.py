"""Pure functions from one Arrow table to the next: no files, no clock, no network."""

from transforms.editing import edits
from transforms.evidence import mentions
from transforms.naming import article_entities, entities
from transforms.readings import articles, read
from transforms.revisions import versions
from transforms.tagging import article_topics, topics
from transforms.word_diff import diff

__all__ = [
    "article_entities",
    "article_topics",
    "articles",
    "diff",
    "edits",
    "entities",
    "mentions",
    "read",
    "topics",
    "versions",
]
