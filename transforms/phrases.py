"""How a topic or an entity writes the words it looks for: a phrase, its inflections, its case.

`taser{,s,ed}` stands for taser, tasers and tasered; several braces multiply. A leading `=` asks for the
case as written: `=Liberty` never meets "liberty". Hyphens, spaces and kinds of quote mark are all one.
"""

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from transforms.folding import fold, lower

_BRACES = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class Phrase:
    """Words to find, folded; `exact` if their case matters."""

    words: str
    exact: bool = False

    @property
    def key(self) -> str:
        """The words in lower case, as the automaton sees them."""
        return lower(self.words)


@cache  # a form is asked for when it is checked and again when it is compiled
def expand(written: str) -> tuple[Phrase, ...]:
    """Return every phrase that the written form stands for, in order; ValueError if it is malformed.

    >>> [phrase.words for phrase in expand("stop{,s,ped} and search{,es}")][:3]
    ['stop and search', 'stop and searches', 'stops and search']
    >>> expand("=Met")
    (Phrase(words='Met', exact=True),)
    """
    body = written.removeprefix("=")
    plain = _BRACES.sub("", body)
    if "{" in plain or "}" in plain:
        raise ValueError(f"unbalanced braces in {written!r}: alternatives are written {{,s,ed}}")
    parts = [piece.split(",") if index % 2 else [piece] for index, piece in enumerate(_BRACES.split(body))]
    if any(choice.startswith("@") for choice in itertools.chain(parts[0], *parts[1::2])):
        raise ValueError(f"{written!r} names a class: only the braces of a class's phrase or an alias may")
    forms = (" ".join(fold("".join(choice)).split()) for choice in itertools.product(*parts))
    phrases = tuple(Phrase(form, written.startswith("=")) for form in dict.fromkeys(forms))
    if any(not phrase.words for phrase in phrases):
        raise ValueError(f"{written!r} stands for nothing at all: a phrase needs words")
    return phrases


def expanded(written: Iterable[str]) -> tuple[Phrase, ...]:
    """Return every phrase that any of the written forms stands for, in order; ValueError as in `expand`.

    >>> [phrase.words for phrase in expanded(["taser{,s}", "=Met"])]
    ['taser', 'tasers', 'Met']
    """
    return tuple(phrase for each in written for phrase in expand(each))
