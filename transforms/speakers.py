"""Says who a speaker is, given how a sentence names them: "she", "the statement", "a spokesman"."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from transforms.attribution import Attribution
from transforms.kinship import is_epithet, kin_of, sex_of
from transforms.naming import Name
from transforms.persons import Person, shares_surname
from transforms.prose import Prose
from transforms.roles import OTHER, Rules
from transforms.roles_stated import opened

_DOCUMENTS = re.compile(
    r"\b(letter|statement|report|email|post|tweet|message|document|review|petition|"
    r"submission|motion|judgment|ruling|note|release)\b",
    re.IGNORECASE,
)
_WRITTEN = re.compile(r"\b(?:letter|written|wrote|write|signed|signatories)\b", re.IGNORECASE)
_STATEMENT = re.compile(r"\b(?:statement|release|said|told|posted|tweeted|message)\b", re.IGNORECASE)
_SPOKES = re.compile(r"\bspokes(?:man|woman|person|people)\b", re.IGNORECASE)
_OWNED = re.compile(r"^(?:its|the (?:group|organisation|body)['’]s)\b", re.IGNORECASE)
_BODIES = {
    "force": "police_force", "police": "police_force", "met": "police_force",
    "officers": "police_force", "yard": "police_force", "council": "council", "borough": "council",
    "authority": "council", "watchdog": "oversight", "mayor": "mayor",
}  # fmt: skip
_BODY = re.compile(rf"\b(?:{'|'.join(_BODIES)})\b", re.IGNORECASE)
_BY = re.compile(r"\s+(?:by|from|of)\b")
_AGED = re.compile(r",? ?\(?\d{2}\b")
SEX = {"he": "m", "him": "m", "she": "f", "her": "f"}
GROUPS = frozenset(["they", "it", "we", "who", "which", "others", "both"])
OFFICIAL = frozenset(["police_force", "police_federation", "government", "oversight", "prosecutor_or_court"])
Mention = tuple[int, int, Person]  # from the title on
NEAR = 4  # paragraphs that a pronoun or "a spokesman" looks back


@dataclass(frozen=True)
class Speaker:
    """Who speaks, as far as the article says, and where it was asked."""

    name: str | None
    entity_id: str | None
    role: str
    person: Person | None
    sex: str | None
    at: int
    paragraph: int

    @property
    def is_body(self) -> bool:
        """Whether a body speaks and no person."""
        return self.person is None and self.sex is None


@dataclass(frozen=True)
class Bodies:
    """The gazetteer's names and kinds by identifier."""

    names: dict[str, str]
    kinds: dict[str, str]


class Article:
    """One article's people, bodies and speakers so far: what "she" and "the force" are judged by."""

    def __init__(
        self,
        prose: Prose,
        people: Sequence[Person],
        entities: Sequence[Name],
        bodies: Bodies,
        rules: Rules,
    ) -> None:
        self._body, self._bodies, self._rules, self._on = prose.body.text, bodies, rules, prose.on
        self._mentions = sorted(
            ((one.title_start, one.end, person) for person in people for one in person.mentions),
            key=lambda row: row[:2],
        )
        self._people, self._starts = people, [row[0] for row in self._mentions]
        self._entities = sorted((n for n in entities if n.field == "body"), key=lambda name: name.start)
        self._places = [name.start for name in self._entities]
        self._roles: dict[int, str] = {}
        self._spoken: list[Speaker] = []

    def speaker(self, one: Attribution) -> Speaker:
        """Return who a quotation's speaker is; quotations must be asked about in the order of the text."""
        found = self._found(one)
        if one.speaker is not None:
            self._spoken.append(found)
            del self._spoken[:-12]
        return found

    def _found(self, one: Attribution) -> Speaker:
        if one.speaker is None:
            return Speaker(None, None, OTHER, None, None, one.start, one.paragraph)
        start, end = one.speaker
        text = self._body[start:end]
        low = text.lower()
        if low in SEX or low in GROUPS or low in ("i", "you"):
            return self._pronoun(one, low)
        if is_epithet(text) and (known := next((s.person for s in reversed(self._spoken) if s.person), None)):
            return self._as_person(known, one, "", "")
        mention = self._mention_in(start, end)
        person = mention[2] if mention else None
        told = self._body[start : min(max(one.told[1], end), end + 240)] if one.told else text
        if person is None and text.isupper():  # a transcript's line: VALE
            person = next((p for _, _, p in self._mentions if p.surname.upper() == text.split()[-1]), None)
        kin = kin_of(self._body, start, end, mention[:2]) if mention else None
        if kin:
            role = self._rules.role(f"their {kin}", self._on)
            return Speaker(None, None, role or OTHER, None, sex_of(kin), one.start, one.paragraph)
        if person is not None:
            return self._as_person(person, one, text, told)
        return self._unnamed(one, text, told)

    def _as_person(self, person: Person, one: Attribution, text: str, told: str) -> Speaker:
        described = f"{text} | {person.described}"
        is_owned = _OWNED.match(text) or _OWNED.match(person.role.text if person.role else "")
        owner = self._owner(one) if is_owned else None
        role = owner.role if owner and owner.role != OTHER else None
        role = (
            role
            or self._roles.get(person.person_id)
            or self._rules.role(self._without(person, described), self._on)
        )
        role = role or self._by_kind(one.speaker) or self._rules.role(self._without(person, told), self._on)
        silent = (other for other in self._people if other.person_id not in self._roles)
        role = role or self._introduced(person)
        role = role or ("family" if shares_surname(person, silent) else None)
        role = role or (
            "resident" if _AGED.match(told[len(text) :]) else None
        )  # papers give the age of the public
        if role:
            self._roles.setdefault(person.person_id, role)
        entity = self._entity_in(*(one.told or one.speaker or (0, 0))) or (owner.entity_id if owner else None)
        sex = person.gender or sex_of(described)
        return Speaker(person.name, entity, role or OTHER, person, sex, one.start, one.paragraph)

    def _introduced(self, person: Person) -> str | None:
        """Return the role of "a shopkeeper" whom the first sentence speaks of and who is named first."""
        if not self._mentions or self._mentions[0][2] is not person:
            return None
        role = self._rules.role(opened(self._body), self._on)
        return role if role not in OFFICIAL else None

    def _without(self, person: Person, text: str) -> str:
        """Return a description without the person's own name, which may be one of the rules' words."""
        for one in (person.name, *person.variants):
            text = text.replace(one, "…")
        return text

    def _unnamed(self, one: Attribution, text: str, told: str) -> Speaker:
        entity = self._entity_in(*one.speaker) if one.speaker else None
        role = self._rules.role(text, self._on) or self._by_kind(one.speaker)
        document = _DOCUMENTS.search(text)
        if document and role is None and _BY.match(told[len(text) :]):
            role = self._rules.role(told, self._on)
        if document and role is None:
            return self._document(one, document[1].lower()) or self._plain(one, text, None, None)
        if role is None and (_SPOKES.search(text) or _OWNED.match(text)):
            owner = self._owner(one)
            if owner:
                return Speaker(
                    owner.name, owner.entity_id, owner.role, None, sex_of(text), one.start, one.paragraph
                )
        role = role or self._rules.role(told, self._on)
        return self._plain(one, text, entity or self._meant(one, text), role)

    def _plain(self, one: Attribution, text: str, entity: str | None, role: str | None) -> Speaker:
        if role is None and entity:
            role = self._rules.kinds.get(self._bodies.kinds.get(entity, ""))
        return Speaker(
            self._bodies.names.get(entity or ""),
            entity,
            role or OTHER,
            None,
            sex_of(text),
            one.start,
            one.paragraph,
        )

    def _pronoun(self, one: Attribution, low: str) -> Speaker:
        near = [s for s in reversed(self._spoken) if one.paragraph - s.paragraph <= NEAR]
        sex = SEX.get(low)
        if sex:
            last = next(
                (s for s in near if s.sex in (sex, None) and not (s.sex is None and s.person is None)), None
            )
            named = self._subject_before(one, sex, last.at if last else -1)
            if named is not None:
                return self._as_person(named, one, "", "")
            if last is None and (mentioned := self._mentioned_before(one, sex)):
                return self._as_person(mentioned, one, "", "")
        else:
            last = next((s for s in near if s.is_body), None) if low in ("it", "they") else None
            last = last or (near[0] if near else None)
        if last is None:
            return Speaker(None, None, OTHER, None, sex, one.start, one.paragraph)
        return Speaker(
            last.name, last.entity_id, last.role, last.person, last.sex or sex, one.start, one.paragraph
        )

    def _subject_before(self, one: Attribution, sex: str, after: int) -> Person | None:
        """Return somebody named at the beginning of a sentence since the last speaker spoke."""
        place = one.speaker[0] if one.speaker else one.start
        for start, _end, person in reversed(
            self._mentions[: bisect_left(self._starts, min(place, one.start))]
        ):
            if start <= after:
                return None
            opening = self._body[max(0, start - 3) : start]
            if person.gender in (sex, None) and (not opening.strip() or opening.rstrip()[-1:] in ".?!”"):
                return person
        return None

    def _mentioned_before(self, one: Attribution, sex: str) -> Person | None:
        place = one.speaker[0] if one.speaker else one.start
        earlier = reversed(self._mentions[: bisect_left(self._starts, place)])
        return next((person for _, _, person in earlier if person.gender in (sex, None)), None)

    def _document(self, one: Attribution, noun: str) -> Speaker | None:
        """Return whose "the letter" or "the statement" is: who wrote or spoke where it is first heard of."""
        place = one.speaker[0] if one.speaker else one.start
        trace = _WRITTEN if noun in ("letter", "petition", "email", "note") else _STATEMENT
        if trace is _STATEMENT:
            owner = next((s for s in reversed(self._spoken) if one.paragraph - s.paragraph <= NEAR), None)
            return owner and Speaker(
                owner.name, owner.entity_id, owner.role, owner.person, None, one.start, one.paragraph
            )
        window = max(0, place - 3000)
        for match in reversed(list(trace.finditer(self._body, window, max(window, place - 4)))):
            opens = self._body.rfind("\n", 0, match.start()) + 1
            named = [p for s, _, p in self._mentions if opens <= s < match.start()]
            if named:
                return self._as_person(named[0], one, "", "")
            if entity := self._entity_in(opens, match.start(), first=True):
                return self._plain(one, "", entity, None)
        return None

    def _owner(self, one: Attribution) -> Speaker | None:
        """Return the body that "a spokesman" speaks for: the last one that spoke, or was named, nearby."""
        place = one.speaker[0] if one.speaker else one.start
        last = next(
            (
                s
                for s in reversed(self._spoken)
                if s.is_body and s.role != OTHER and one.paragraph - s.paragraph <= NEAR
            ),
            None,
        )
        nth = bisect_left(self._places, place) - 1
        while (
            nth >= 0
            and (last is None or self._entities[nth].start > last.at)
            and place - self._entities[nth].start < 1500
        ):
            kind = self._bodies.kinds.get(self._entities[nth].entity_id, "")
            if kind in self._rules.kinds:
                return self._plain(one, "", self._entities[nth].entity_id, None)
            nth -= 1
        return last

    def _mention_in(self, start: int, end: int) -> Mention | None:
        nth = bisect_left(self._starts, end) - 1
        while nth >= 0 and nth >= bisect_left(self._starts, end) - 4:
            if self._mentions[nth][1] > start:
                while nth and self._mentions[nth - 1][0] >= start and self._is_of(nth):
                    nth -= 1
                return self._mentions[nth]
            nth -= 1
        return None

    def _is_of(self, nth: int) -> bool:
        """Return whether a mention says where the one before it comes from: "Gruff Farrow of Fair Trials"."""
        between = self._body[self._mentions[nth - 1][1] : self._mentions[nth][0]]
        return between.strip() in ("of", "from", "at", "for")

    def _entity_in(self, start: int, end: int, *, first: bool = False) -> str | None:
        """Return the body named between two places, one that can speak before one that cannot."""
        held = self._entities[bisect_left(self._places, start) : bisect_left(self._places, end)]
        able = [n.entity_id for n in held if self._bodies.kinds.get(n.entity_id) in self._rules.kinds]
        return (able[0] if first else able[-1]) if able else None

    def _by_kind(self, span: tuple[int, int] | None) -> str | None:
        entity = self._entity_in(*span) if span else None
        return self._rules.kinds.get(self._bodies.kinds.get(entity, "")) if entity else None

    def _meant(self, one: Attribution, text: str) -> str | None:
        """Return the body that "the force" or "the council" means: the last of its kind named before."""
        kinds = {_BODIES[word.lower()] for word in _BODY.findall(text)}
        if not kinds:
            return None
        place = one.speaker[0] if one.speaker else one.start
        for name in reversed(self._entities[: bisect_left(self._places, place)]):
            if self._bodies.kinds.get(name.entity_id) in kinds:
                return name.entity_id
        return None
