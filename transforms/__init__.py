"""Pure functions from one Arrow table to the next: no files, no clock, no network."""

from transforms.copies import copies
from transforms.evidence import mentions
from transforms.keyness import keyness
from transforms.naming import article_entities, entities
from transforms.persons import people
from transforms.postings import postings
from transforms.quotations import voices
from transforms.readings import articles, read
from transforms.relevance import relevance
from transforms.repeats import repeats
from transforms.revisions import versions
from transforms.stories import stories, story_changes, story_table
from transforms.tagging import article_topics, topics
from transforms.wording import wording

__all__ = [
    "article_entities",
    "article_topics",
    "articles",
    "copies",
    "entities",
    "keyness",
    "mentions",
    "people",
    "postings",
    "read",
    "relevance",
    "repeats",
    "stories",
    "story_changes",
    "story_table",
    "topics",
    "versions",
    "voices",
    "wording",
]
