"""Whom and what a body names before a place: what "she", "the letter" and "the force" look back to."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise

from transforms.cast import Person
from transforms.naming import Name

Mention = tuple[int, int, Person]  # from the title on
_SENTENCE = re.compile(r"[.?!”\"’'] +(?=[A-Z“\"‘])|\n")
_CLAUSE = re.compile(  # what, before a name, says that the sentence is about somebody else
    r"[“”\"‘]|\b(?:said|says|told|that|when|as|was|is|were|are|had|has|have|because|while|who|which|whose)\b"
    r"|\b(?:of|for|by|with|to|from|against|about|than|like|and|[a-z]+ing|[a-z]+ed)\s+$"
)
_HEAD = re.compile(r",| (?:for|of|at|from|in|with|to|on|and|who)\b")  # what follows is no part of an office
_UNNAMED = re.compile(  # "The girl, who is 15, ...": a sentence about somebody who has no name
    r"(?:^|\n|[.?!”\"] )(?:But |And |Yet )?(?P<who>(?:The|A|An|One|Another) (?:[\w-]+ ){0,3}?"
    r"(?:(?P<f>woman|girl|mother|mum|grandmother|schoolgirl|widow|daughter|sister)|"
    r"(?P<m>man|boy|father|dad|grandfather|schoolboy|son|brother|youth)))\b(?![’'])"
)
_OWNS = ("’s", "'s")
_NAMED = 20  # mentions that "the inspector" looks back
_REACH = 120  # code points from a sentence's first word to its subject


class Mentions:
    """The places where a body names people, in order; every question costs the same in a long text."""

    def __init__(self, body: str, people: Sequence[Person]) -> None:
        self.body = body
        self.all = sorted(
            ((one.title_start, one.end, person) for person in people for one in person.mentions),
            key=lambda row: row[:2],
        )
        self.starts = [start for start, _, _ in self.all]
        self._of_sex: dict[tuple[str, bool], list[tuple[int, Person]]] = defaultdict(list)
        for start, end, person in self.all:
            is_subject = self.is_subject(start, end)
            for sex in (person.gender,) if person.gender else ("m", "f"):
                self._of_sex[sex, False].append((start, person))
                if is_subject:
                    self._of_sex[sex, True].append((start, person))
        self._shouted: dict[str, Person] = {}
        for _, _, person in self.all:
            self._shouted.setdefault(person.surname.upper(), person)

    def is_subject(self, start: int, end: int) -> bool:
        """Return whether a sentence is about whom it names here: past a title, past no clause."""
        if self.body.startswith(_OWNS, end):
            return False
        window = self.body[max(0, start - _REACH) : start]
        opened = [match.end() for match in _SENTENCE.finditer(window)]
        if not opened and start > _REACH:
            return False
        return _CLAUSE.search(window, opened[-1] if opened else 0) is None

    def before(self, place: int, sex: str, *, opening: bool = False) -> tuple[int, Person] | None:
        """Return the last person of a sex who is named before a place, or whom a sentence there is about."""
        named = self._of_sex[sex, opening]
        nth = bisect_left(named, place, key=lambda row: row[0])
        return named[nth - 1] if nth else None

    def unnamed(self, place: int, sex: str) -> tuple[int, str] | None:
        """Return whom without a name the last sentence of such before a place is about, as it says."""
        nth = bisect_left(self._unnamed[sex], place, key=lambda row: row[0])
        return self._unnamed[sex][nth - 1] if nth else None

    @cached_property
    def _unnamed(self) -> dict[str, list[tuple[int, str]]]:
        told: dict[str, list[tuple[int, str]]] = {"f": [], "m": []}
        for found in _UNNAMED.finditer(self.body):
            told["f" if found["f"] else "m"].append((found.start("who"), found["who"]))
        return told

    def titled(self, title: str, place: int) -> Person | None:
        """Return the last person named with a title before a place: whom "the inspector" means."""
        return next(
            (
                person
                for start, _, person in self._lately(place)
                if title in self.body[start : start + len(title) * 3].lower().split()
            ),
            None,
        )

    def described(self, noun: str, place: int) -> Person | None:
        """Return the last person before a place whose role is a noun: whom "the shopkeeper" means."""
        return next(
            (
                person
                for _, _, person in self._lately(place)
                if person.role and noun == _HEAD.split(person.role.text, maxsplit=1)[0].lower().split(" ")[-1]
            ),
            None,
        )

    def _lately(self, place: int) -> Iterator[Mention]:
        """Yield the last mentions before a place, the latest first."""
        nth = bisect_left(self.starts, place)
        return reversed(self.all[max(0, nth - _NAMED) : nth])

    def first_between(self, start: int, end: int) -> Person | None:
        """Return who is named first between two places."""
        nth = bisect_left(self.starts, start)
        return self.all[nth][2] if nth < len(self.all) and self.starts[nth] < end else None

    def shouted(self, text: str) -> Person | None:
        """Return who is meant by a name in capitals, as transcripts have it: VALE."""
        return self._shouted.get(text.split()[-1])

    def within(self, start: int, end: int) -> Mention | None:
        """Return the mention in a noun phrase: of "Gruff Farrow of Fair Trials" the first."""
        last = bisect_left(self.starts, end) - 1
        for nth in range(last, max(-1, last - 4), -1):
            if self.all[nth][1] > start:
                while nth and self.all[nth - 1][0] >= start and self._is_of(nth):
                    nth -= 1
                return self.all[nth]
        return None

    def _is_of(self, nth: int) -> bool:
        between = self.body[self.all[nth - 1][1] : self.all[nth][0]]
        return between.strip() in ("of", "from", "at", "for")


class Bodies:
    """The bodies that a text names, in order; `kinds` says what each is, `able` which kinds can speak."""

    def __init__(self, entities: Sequence[Name], kinds: Mapping[str, str], able: Collection[str]) -> None:
        named = sorted((name.start, name.entity_id) for name in entities if name.field == "body")
        self._able = [(start, one) for start, one in named if kinds.get(one) in able]
        self._of_kind: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for start, one in named:
            self._of_kind[kinds.get(one, "")].append((start, one))

    def between(self, start: int, end: int, *, first: bool = False) -> str | None:
        """Return the last, or first, body named between two places that can speak."""
        held = _at(self._able, start), _at(self._able, end)
        return self._able[held[0] if first else held[1] - 1][1] if held[0] < held[1] else None

    def before(self, place: int, kinds: Collection[str]) -> str | None:
        """Return the last body of some kinds that is named before a place."""
        last = [self._of_kind[kind][nth - 1] for kind in kinds if (nth := _at(self._of_kind[kind], place))]
        return max(last)[1] if last else None

    def able_before(self, place: int) -> tuple[int, str] | None:
        """Return the last body named before a place that can speak, and where."""
        nth = _at(self._able, place)
        return self._able[nth - 1] if nth else None


class Families:
    """The surnames of those who have not spoken yet: who shares one with another of them is of the family."""

    def __init__(self, people: Sequence[Person], body: str) -> None:
        self._given: dict[str, Counter[str]] = defaultdict(Counter)
        couples = {
            id(each)
            for one, other in pairwise(sorted(people, key=lambda person: person.mentions[0].start))
            if one.surname == other.surname
            and body[one.mentions[0].end : other.mentions[0].start].strip() in ("and", "&")
            for each in (one, other)
        }  # "Tom and Judith Lane": neither is there for the other's sake
        for person in people:
            if len(person.parts) > 1 and id(person) not in couples:
                self._given[person.surname][person.parts[0]] += 1

    def leave(self, person: Person) -> None:
        """Take out somebody whose role is known; to be called once for each."""
        if len(person.parts) > 1:
            given = self._given[person.surname]
            given[person.parts[0]] -= 1
            if given[person.parts[0]] <= 0:
                del given[person.parts[0]]

    def has(self, person: Person) -> bool:
        """Return whether one of the others has the surname and another given name."""
        return len(person.parts) > 1 and any(
            given != person.parts[0] for given in self._given[person.surname]
        )


def _at(named: Sequence[tuple[int, str]], place: int) -> int:
    return bisect_left(named, place, key=lambda row: row[0])
