"""Says who a speaker is, given how a sentence names them: "she", "the statement", "a spokesman"."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from transforms import own_bodies
from transforms.antecedents import Bodies, Families, Mentions
from transforms.attribution import Attribution
from transforms.cast import Person
from transforms.kinship import is_epithet, kin_of, sex_of
from transforms.naming import Name
from transforms.prose import Prose
from transforms.roles import OFFICIAL, OTHER, UNNAMED, Rules
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
_NEW_LINE = re.compile(r"\n")
_AGED = re.compile(r",? ?\(?\d{2}\b")
_BETTER = {(OTHER, "police_federation"), ("police_force", UNNAMED)}  # than the subject alone: with its clause
_RANKED = re.compile(
    r"^the (constable|sergeant|inspector|superintendent|commander|detective|sheriff|judge|recorder|coroner|"
    r"councillor|doctor|professor|canon|rabbi|imam|pastor)$",
    re.IGNORECASE,
)
_ONE = re.compile(r"(?:an?|one|another) (?!spokes)", re.IGNORECASE)
_OFFICE = re.compile(r"^the (?:[a-z]+ )?([a-z-]+)$", re.IGNORECASE)
_SOURCE = re.compile(r"^the (?:source|insider)$", re.IGNORECASE)
SEX = {"he": "m", "him": "m", "she": "f", "her": "f"}
GROUPS = frozenset(["they", "it", "we", "who", "which", "others", "both"])
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
    is_one: bool = False  # somebody without a name: "one neighbour"

    @property
    def is_body(self) -> bool:
        """Whether a body speaks and no person."""
        return self.person is None and self.sex is None and not self.is_one


@dataclass(frozen=True)
class Known:
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
        known: Known,
        rules: Rules,
    ) -> None:
        self._body, self._known, self._rules, self._on = prose.body.text, known, rules, prose.on
        self._mentions = Mentions(self._body, people)
        self._bodies = Bodies(entities, known.kinds, rules.kinds)
        self._silent = Families(people, self._body)
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
        mention = self._mentions.within(start, end)
        person = mention[2] if mention else None
        if ranked := _RANKED.match(text):
            person = self._mentions.titled(ranked[1].lower(), start)
        if person is None and (office := _OFFICE.match(text)):
            person = self._mentions.described(office[1].lower(), start)
        told = self._body[start : min(max(one.told[1], end), end + 240)] if one.told else text
        if person is None and text.isupper():  # a transcript's line: VALE
            person = self._mentions.shouted(text)
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
        role = role or own_bodies.role_of(f"{described} {told}", self._own) or self._introduced(person)
        role = role or ("family" if person.role is None and self._silent.has(person) else None)
        role = role or (
            "resident" if _AGED.match(told[len(text) :]) else None
        )  # papers give the age of the public
        if role and person.person_id not in self._roles:
            self._roles[person.person_id] = role
            self._silent.leave(person)
        entity = self._bodies.between(*(one.told or one.speaker or (0, 0)))
        entity = entity or (owner.entity_id if owner else None)
        sex = person.gender or sex_of(described)
        return Speaker(person.name, entity, role or OTHER, person, sex, one.start, one.paragraph)

    @cached_property
    def _own(self) -> Mapping[str, str]:
        return own_bodies.introduced(self._body, self._rules)

    def _introduced(self, person: Person) -> str | None:
        """Return the role of "a shopkeeper" whom the first sentence speaks of and who is named first.

        An office only if the sentence that names somebody first is about whom it names.
        """
        start, end, first = self._mentions.all[0]
        if first is not person:
            return None
        opening = opened(self._body)
        role = self._rules.role(opening, self._on)
        is_holder = opening.startswith("The ") and self._mentions.is_subject(start, end)
        return role if role not in OFFICIAL or is_holder else None

    def _without(self, person: Person, text: str) -> str:
        """Return a description without the person's own name, which may be one of the rules' words."""
        for one in (person.name, *person.variants):
            text = text.replace(one, "…")
        return text

    def _unnamed(self, one: Attribution, text: str, told: str) -> Speaker:
        entity = self._bodies.between(*one.speaker) if one.speaker else None
        role = self._rules.role(text, self._on) or self._by_kind(one.speaker)
        whole = self._rules.role(told, self._on)
        if (role, whole) in _BETTER:
            role = whole  # "Unison, which represents police staff", "one officer, who cannot be named"
        if role is None and _SOURCE.match(text) and any(s.role == UNNAMED for s in self._spoken):
            role = UNNAMED
        document = _DOCUMENTS.search(text)
        if document and role is None and _BY.match(told[len(text) :]):
            role = whole
        if document and role is None:
            return self._document(one, document[1].lower()) or self._plain(one, text, None, None)
        if role is None and (_SPOKES.search(text) or _OWNED.match(text)):
            owner = self._owner(one)
            if owner:
                return Speaker(
                    owner.name, owner.entity_id, owner.role, None, sex_of(text), one.start, one.paragraph
                )
        role = role or whole or own_bodies.role_of(told, self._own)
        return self._plain(one, text, entity or self._meant(one, text), role)

    def _plain(self, one: Attribution, text: str, entity: str | None, role: str | None) -> Speaker:
        if role is None and entity:
            role = self._rules.kinds.get(self._known.kinds.get(entity, ""))
        return Speaker(
            self._known.names.get(entity or ""),
            entity,
            role or OTHER,
            None,
            sex_of(text),
            one.start,
            one.paragraph,
            entity is None and _ONE.match(text) is not None,
        )

    def _pronoun(self, one: Attribution, low: str) -> Speaker:
        near = [s for s in reversed(self._spoken) if one.paragraph - s.paragraph <= NEAR]
        sex = SEX.get(low)
        if sex:
            last = next(
                (s for s in near if s.sex in (sex, None) and (s.sex or s.person is not None or s.is_one)),
                None,
            )
            place = one.speaker[0] if one.speaker else one.start
            subject = self._mentions.before(min(place, one.start), sex, opening=True)
            heard = max(subject[0] if subject else -1, last.at if last else -1)
            unnamed = self._mentions.unnamed(min(place, one.start), sex)
            if unnamed is not None and unnamed[0] > heard:
                role = self._rules.role(f"the {unnamed[1].split()[-1]}", self._on)
                return Speaker(None, None, role or OTHER, None, sex, one.start, one.paragraph)
            if subject is not None and subject[0] > (last.at if last else -1):
                return self._as_person(subject[1], one, "", "")
            if last is None and (mentioned := self._mentions.before(place, sex)):
                return self._as_person(mentioned[1], one, "", "")
        else:
            last = next((s for s in near if s.is_body), None) if low in ("it", "they") else None
            last = last or (near[0] if near else None)
        if last is None:
            return Speaker(None, None, OTHER, None, sex, one.start, one.paragraph)
        return Speaker(
            last.name, last.entity_id, last.role, last.person, last.sex or sex, one.start, one.paragraph
        )

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
        found = trace.finditer(self._body, window, max(window, place - 4))
        opening = {self._line_of(match.start()): match.start() for match in found}  # the last of each line
        for opens, heard in reversed(opening.items()):
            if named := self._mentions.first_between(opens, heard):
                return self._as_person(named, one, "", "")
            if entity := self._bodies.between(opens, heard, first=True):
                return self._plain(one, "", entity, None)
        return None

    def _line_of(self, place: int) -> int:
        nth = bisect_right(self._lines, place)
        return self._lines[nth - 1] if nth else 0

    @cached_property
    def _lines(self) -> list[int]:
        return [match.end() for match in _NEW_LINE.finditer(self._body)]

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
        named = self._bodies.able_before(place)
        if named and (last is None or named[0] > last.at) and place - named[0] < 1500:
            return self._plain(one, "", named[1], None)
        return last

    def _by_kind(self, span: tuple[int, int] | None) -> str | None:
        entity = self._bodies.between(*span) if span else None
        return self._rules.kinds.get(self._known.kinds.get(entity, "")) if entity else None

    def _meant(self, one: Attribution, text: str) -> str | None:
        """Return the body that "the force" or "the council" means: the last of its kind named before."""
        kinds = {_BODIES[word.lower()] for word in _BODY.findall(text)}
        if not kinds:
            return None
        place = one.speaker[0] if one.speaker else one.start
        return self._bodies.before(place, kinds)
