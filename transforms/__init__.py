"""Pure functions from one Arrow table to the next: no files, no clock, no network."""

from transforms.evidence import mentions
from transforms.naming import article_entities, entities
from transforms.readings import articles, read
from transforms.repeats import repeats
from transforms.revisions import versions
from transforms.tagging import article_topics, topics

__all__ = [
    "article_entities",
    "article_topics",
    "articles",
    "entities",
    "mentions",
    "read",
    "repeats",
    "topics",
    "versions",
]
