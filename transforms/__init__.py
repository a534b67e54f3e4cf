"""Pure functions from one Arrow table to the next: no files, no clock, no network."""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from transforms.all_tags import tags as tags
    from transforms.all_tags import topic_tags as topic_tags
    from transforms.copies import copies as copies
    from transforms.edits import edits as edits
    from transforms.evidence import mentions as mentions
    from transforms.keyness import keyness as keyness
    from transforms.naming import article_entities as article_entities
    from transforms.naming import entities as entities
    from transforms.persons import people as people
    from transforms.postings import postings as postings
    from transforms.quotations import voices as voices
    from transforms.readings import articles as articles
    from transforms.readings import read as read
    from transforms.relevance import relevance as relevance
    from transforms.repeats import repeats as repeats
    from transforms.revisions import versions as versions
    from transforms.stories import stories as stories
    from transforms.stories import story_changes as story_changes
    from transforms.stories import story_table as story_table
    from transforms.tag_changes import tag_changes as tag_changes
    from transforms.tagging import article_topics as article_topics
    from transforms.tagging import topics as topics
    from transforms.wording import wording as wording

_FUNCTIONS = {  # module: its public functions; imported when first asked for, since some take seconds
    "all_tags": ("tags", "topic_tags"),
    "copies": ("copies",),
    "edits": ("edits",),
    "evidence": ("mentions",),
    "keyness": ("keyness",),
    "naming": ("article_entities", "entities"),
    "persons": ("people",),
    "postings": ("postings",),
    "quotations": ("voices",),
    "readings": ("articles", "read"),
    "relevance": ("relevance",),
    "repeats": ("repeats",),
    "revisions": ("versions",),
    "stories": ("stories", "story_changes", "story_table"),
    "tag_changes": ("tag_changes",),
    "tagging": ("article_topics", "topics"),
    "wording": ("wording",),
}
__all__ = sorted(name for names in _FUNCTIONS.values() for name in names)


class _Package(ModuleType):
    """This package; its functions are properties, which a module of the same name cannot take the place of.

    A module's `__getattr__` (PEP 562) is asked only for what is not there, and to import `transforms.copies`
    puts the module there.
    """


def _function(module: str, name: str) -> property:
    def found(package: ModuleType) -> Any:
        return getattr(import_module(f"{__name__}.{module}"), name)

    def kept(package: ModuleType, submodule: ModuleType) -> None:
        """Leave the function where it is."""

    return property(found, kept)


for _module, _names in _FUNCTIONS.items():
    for _name in _names:
        setattr(_Package, _name, _function(_module, _name))
sys.modules[__name__].__class__ = _Package
