"""Looks at the words right before and after a name: "in Preston" is a town, "Mr Preston" is none."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from transforms.folding import lower
from transforms.gazetteer import ELSEWHERE, FOLLOWING, IN, LEADING, TITLE
from transforms.phrases import Phrase

_REACH = 40  # code points looked at on either side
_CAPITALISED = re.compile(r"(?:^|[\s(\"'])([A-Z][a-z]+(?:['-][A-Z]?[a-z]+)*)\s$")
_GOES_ON = re.compile(r" [A-Z][a-z]")
_AGE = re.compile(r"(?: [A-Z][a-z]+)?, (?:aged )?\d{1,3}\b(?! (?:miles|minutes|years ago|people))")
_DOES = re.compile(
    r",(?: \w+)? (?:the|a|an|chief|head|director|from|of)\b|,? who\b"
    r"|'s? (?:wife|husband|mother|father|family|lawyer|solicitor)\b"
    r"| (?:said|says|told|added|denies|denied|admitted|appeared|joined|pleaded|was|is|has|had|will)\b"
)


@dataclass(frozen=True)
class Wording:
    """The phrases that one term stands for; all in lower case too, to rule most places out at once."""

    phrases: tuple[Phrase, ...]
    keys: tuple[str, ...]

    @classmethod
    def of(cls, phrases: Sequence[Phrase]) -> "Wording":
        """Return the phrases made ready."""
        return cls(tuple(phrases), tuple(phrase.key for phrase in phrases))


@dataclass(frozen=True)
class Neighbours:
    """A name's place [start, end) in folded text, the start of its sentence, and the words of each class."""

    folded: str
    sentence: int
    start: int
    end: int
    words: Mapping[str, Wording]

    def follows(self, terms: Sequence[str]) -> bool:
        """Return whether words of one of the terms stand right before the name, in its sentence."""
        if not terms:
            return False
        before = self.folded[max(self.sentence, self.start - _REACH) : self.start].rstrip(" ")
        lowered = lower(before)
        return any(
            (before if phrase.exact else lowered).endswith(words)
            and not before[: len(before) - len(words)][-1:].isalnum()
            for term in terms
            if lowered.endswith(self.words[term].keys)
            for phrase in self.words[term].phrases
            if (words := phrase.words if phrase.exact else phrase.key)
        )

    def precedes(self, terms: Sequence[str]) -> bool:
        """Return whether words of one of the terms stand right after the name; a comma may be between."""
        if not terms:
            return False
        after = self.folded[self.end : self.end + _REACH].lstrip(" ,(")
        lowered = lower(after)
        return any(
            (after if phrase.exact else lowered).startswith(words) and not after[len(words) :][:1].isalnum()
            for term in terms
            if lowered.startswith(self.words[term].keys)
            for phrase in self.words[term].phrases
            if (words := phrase.words if phrase.exact else phrase.key)
        )

    def says_in(self) -> bool:
        """Return whether the name is said as a place: "in Preston"."""
        return self.follows((IN,)) and self.namesake() is None

    def is_part(self) -> bool:
        """Return whether the name goes on, and is another's: "Lewes Arms", "Carlisle Steamship Company"."""
        return bool(_GOES_ON.match(self.folded, self.end)) and not self.precedes((FOLLOWING,))

    def namesake(self) -> Literal["abroad", "person"] | None:
        """Return who else the words around say that the name is of; None if it may be the place.

        A capitalised word before it is taken for a first name, unless it is one that leads ("North",
        "Former") or a possessive; at the start of a sentence only if what follows is what people do.
        """
        if self.precedes((ELSEWHERE,)):
            return "abroad"
        after = self.folded[self.end : self.end + _REACH]
        if self.follows((TITLE,)):
            return "person"
        before = self.folded[max(self.sentence, self.start - _REACH) : self.start]
        word = _CAPITALISED.search(before)
        if _AGE.match(after) and not self.follows((IN,)):
            return "person"
        if word is None or word[1].endswith("'s") or self.follows((LEADING,)):
            return None
        opens = self.start - self.sentence <= _REACH and not any(c.isalnum() for c in before[: word.start(1)])
        return None if opens and not _DOES.match(after) else "person"
