"""The people of one article so far, found again by how their names are spelt and not by asking everybody."""

from collections import defaultdict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice

from transforms.personal_names import Named, gender
from transforms.roles_stated import Stated
from transforms.spelling import is_variant, traces

MANY = 20  # people spelt alike: where there are more, nobody can tell which of them a misspelling means
SPELLINGS = 20  # kept of one person; no article has that many


@dataclass
class Person:
    """One person of one article and where the body names them; `parts` are the name at its fullest."""

    person_id: int
    parts: tuple[str, ...]
    gender: str | None
    mentions: list[Named] = field(default_factory=list)
    variants: list[str] = field(default_factory=list)
    role: Stated | None = None
    described: str = ""

    @property
    def name(self) -> str:
        """The fullest name."""
        return " ".join(self.parts)

    @property
    def surname(self) -> str:
        """The last of its parts."""
        return self.parts[-1]

    def add(self, one: Named) -> None:
        """Keep a mention, and its spelling if that is another."""
        written = " ".join(one.parts)
        if (
            one.parts[-1] != self.surname
            and written != self.name
            and len(one.parts[-1]) > 1
            and len(self.variants) < SPELLINGS
            and written not in self.variants
        ):
            self.variants.append(written)
        self.mentions.append(one)


class Cast:
    """The people of one article, by the spellings and the sex that a further mention may have of them."""

    def __init__(self) -> None:
        self.people: list[Person] = []
        self._filed: dict[tuple[Hashable, str | None], dict[int, Person]] = defaultdict(dict)

    def add(self, one: Named) -> None:
        """Add a mention to whom it means, or to somebody new; full names must come before surnames alone."""
        sex = gender(one.parts, one.titles)
        person = self.meant(one)
        if person is None:
            person = Person(len(self.people), one.parts, sex)
            self.people.append(person)
            self._file(person)
        elif person.gender is None and sex is not None:
            for key in _keys(person):
                del self._filed[key, None][person.person_id]
            person.gender = sex
            self._file(person)
        person.add(one)

    def meant(self, one: Named) -> Person | None:
        """Return the person already known whom a mention means; None if there is none, or more than one."""
        sex = gender(one.parts, one.titles)
        exact = list(islice(self._under(one.parts if one.is_full else one.parts[-1], sex), 2))
        chosen = exact or self._misspelt(one, sex)
        return chosen[0] if len(chosen) == 1 else None

    def _misspelt(self, one: Named, sex: str | None) -> list[Person]:
        """Return whom a mention means if it is misspelt: a full name only somebody of the same given name."""
        surname, is_titled = one.parts[-1], bool(one.titles) and not one.is_full
        given = one.parts[0] if one.is_full else None
        alike: dict[int, Person] = {}
        for trace in traces(surname, is_titled=is_titled):
            for person in self._under((given, trace), sex):
                alike[person.person_id] = person
                if len(alike) > MANY:
                    return []
        return [one for one in alike.values() if is_variant(surname, one.surname, is_titled=is_titled)]

    def _under(self, key: Hashable, sex: str | None) -> Iterator[Person]:
        """Yield the people filed under a key who may be of a sex."""
        sexes = (sex, None) if sex else ("m", "f", None)
        return chain.from_iterable(
            self._filed[key, each].values() for each in sexes if (key, each) in self._filed
        )

    def _file(self, person: Person) -> None:
        for key in _keys(person):
            self._filed[key, person.gender][person.person_id] = person


def _keys(person: Person) -> Iterator[Hashable]:
    """Yield what a person is filed under: the whole name, its parts, and what a misspelling leaves of it."""
    yield person.parts
    yield from dict.fromkeys(person.parts)
    for trace in dict.fromkeys(traces(person.surname, is_titled=True)):
        yield None, trace
        yield person.parts[0], trace
