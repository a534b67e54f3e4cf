"""Finds the names of persons by how newspapers set them: capitals, a title before or an age after."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from transforms.folding import fold
from transforms.terms import terms

_PART = r"[A-ZÀ-ÖØ-Þ][\w']*"
_NAME = re.compile(rf"{_PART}(?: (?:(?:de|van|von|bin|al|el|da|di) )?{_PART}){{0,3}}")
_AGE = re.compile(r",? \(?(?:aged )?\d{1,2}\b")


class Name(NamedTuple):
    """One name in a text: its code points and its last part in lower case, by which print calls it again."""

    start: int
    end: int
    surname: str


def person_names(text: str) -> list[Name]:
    """Return the names of persons in a text, in order: a title, an age, kin or speech must stand beside them.

    >>> [text[name.start:name.end] for text in ["Tunde Ekwueme, 26, died in Rope Walk, Ms Lomax said."]
    ...  for name in person_names(text)]
    ['Tunde Ekwueme', 'Lomax']
    """
    return list(_names(text, fold(text)))


def _names(text: str, folded: str) -> Iterator[Name]:
    known = terms()
    for match in _NAME.finditer(folded):
        if match.start() and (text[match.start() - 1].isalnum() or text[match.start() - 1] in "'’"):
            continue
        parts, start = match[0].split(" "), match.start()
        titled = False
        while parts and (
            parts[0].lower().rstrip(".") in known.titles or parts[0].lower() in known.never_names
        ):
            titled = parts[0].lower() in known.titles
            start += len(parts.pop(0)) + 1
        name = " ".join(parts)
        if name.endswith("'s"):
            name, parts = name[:-2], [*parts[:-1], parts[-1][:-2]]
        if not _may_be_name(parts):
            continue
        end = start + len(name)
        if titled or (len(parts) > 1 and _is_cued(folded, start, end)):
            yield Name(start, end, parts[-1].lower())


def _may_be_name(parts: list[str]) -> bool:
    """Return whether no part is a word of an organisation, a place or a day, nor written in capitals."""
    if not parts or len(parts[-1]) < 2 or any(part.isupper() and len(part) > 3 for part in parts):
        return False
    return not any(part.lower() in terms().never_names for part in parts)


def _is_cued(folded: str, start: int, end: int) -> bool:
    if _AGE.match(folded, end):
        return True
    cues = terms().cues
    near = [*folded[max(0, start - 24) : start].split()[-2:], *folded[end : end + 24].split()[:2]]
    return any(word.strip(",.:;\"'()").lower() in cues for word in near)
