"""Pure functions from one Arrow table to the next: no files, no clock, no network."""

from transforms.evidence import mentions
from transforms.naming import article_entities, entities
from transforms.persons import people
from transforms.quotations import voices
from transforms.readings import articles, read
from transforms.relevance import relevance
from transforms.revisions import versions
from transforms.tagging import article_topics, topics

__all__ = [
    "article_entities",
    "article_topics",
    "articles",
    "entities",
    "mentions",
    "people",
    "read",
    "relevance",
    "topics",
    "versions",
    "voices",
]
