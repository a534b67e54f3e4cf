"""What a search asks for, read from its words: phrases, where they must stand, and how they are joined.

docs/search.md has the language. The macro `asked` reads it too, for plain SQL, and takes fifteen times as
long; a test holds both equal.
"""

import re
from dataclasses import dataclass
from itertools import groupby, product

from warehouse.unanswered import QuestionError

HEADLINE, LEAD, ANYWHERE = 1_000, 10_000, 1_000_000  # positions below these, as postings number them
REACH = {"headline": HEADLINE, "lead": LEAD}
MOST_FORMS, MOST_LEAVES = 1000, 59
_QUOTES = str.maketrans("“”„", '"""')
_TOKEN = re.compile(r'"[^"]*"|[()]|(?:headline|lead):|[^\t\n\f\r ()"]+')
_NEAR = re.compile(r"NEAR/[1-9][0-9]*")
_MISSPELT = re.compile(r"NEAR(?:/.*)?|(?:near|Near)/.*")
_BRACES = re.compile(r"\{([^{}]*)\}")
_WORD = re.compile(r"[^\W_]+\*?")
_ENDS = frozenset({"phrase", ")", "place"})  # what stands before an operand that is joined by AND, unsaid
_WRITTEN = {"OR": "|", "AND": "&", ")": ")"}
_SETTLED = ("!0", "1"), ("!1", "0"), ("1&1", "1"), ("1&0", "0"), ("0&1", "0"), ("0&0", "0")
_EITHER, _NEITHER = re.compile(r"\((?:[01]\|)*1(?:\|[01])*\)"), re.compile(r"\(0(?:\|0)*\)")


@dataclass(frozen=True)
class Leaf:
    """One phrase of a query in all its forms, or two that NEAR joins; a form's words are folded."""

    parts: tuple[tuple[tuple[str, ...], ...], ...]
    reach: int = ANYWHERE
    gap: int = 0


@dataclass(frozen=True)
class Wanted:
    """The leaves of a query, and the formula that joins them: `#0#&(#1#|!#2#)`."""

    leaves: tuple[Leaf, ...]
    formula: str


@dataclass(frozen=True)
class _Unit:
    """What stands together: a phrase, or one operator or bracket."""

    kind: str
    said: str


def read(query: str) -> Wanted:
    """Return what a query wants; QuestionError, with what to mend, for one that cannot be read.

    >>> read("taser{,s} AND NOT film IN headline").formula
    '(#0#&!#1#)'
    >>> read("taser{,s} AND NOT film IN headline").leaves[0].parts
    ((('taser',), ('tasers',)),)
    """
    units = _units(query)
    numbers = _numbers(units)
    places = _places(units)
    gathered: dict[int, list[tuple[int, str]]] = {}  # of each leaf, the places in the query of its phrases
    for at, number in numbers.items():
        gathered.setdefault(number, []).append((at, units[at].said.replace('"', "")))
    if any(len(said) > 2 for said in gathered.values()):
        raise QuestionError("NEAR joins two phrases: use brackets or AND for more.")
    if any(unit.kind == "place" and unit.said not in REACH for unit in units):
        raise QuestionError("After IN comes headline or lead.")
    if any(token[0] in "@=" for unit in units for token in unit.said.split(" ")):
        raise QuestionError(
            "@classes and =Case are for the rules of topics: docs/search.md says what a search can ask."
        )
    if query.translate(_QUOTES).count('"') % 2:
        raise QuestionError("A quotation mark is not closed.")
    said_freely = (unit.said for unit in units if unit.kind == "phrase" and not unit.said.startswith('"'))
    if any(_MISSPELT.fullmatch(token) for said in said_freely for token in said.split(" ")):
        raise QuestionError("NEAR says how many words may be between: a NEAR/5 b.")
    leaves = [
        Leaf(
            tuple(_forms(said) for _, said in phrases),
            min(places[at] for at, _ in phrases),
            max(
                (int(units[at - 1].said[5:]) for at, _ in phrases if _kind(units, at - 1) == "NEAR"),
                default=0,
            ),
        )
        for phrases in gathered.values()
    ]
    if len(leaves) > MOST_LEAVES + 1:
        raise QuestionError("A search may have sixty phrases.")
    formula = _formula(units, numbers)
    alone = _value(formula)
    if alone not in ("0", "1"):
        raise QuestionError("This cannot be read: see to its brackets and operators.")
    if alone == "1":
        raise QuestionError("Say also a word that must be there: NOT alone finds the whole book.")
    return Wanted(tuple(leaves), formula)


def _units(query: str) -> list[_Unit]:
    tokens = _TOKEN.findall(query.translate(_QUOTES))
    kinds = ["place" if before == "IN" else _kind_of(token) for before, token in zip(["", *tokens], tokens)]  # noqa: B905
    units = []
    for kind, run in groupby(zip(kinds, tokens, strict=True), key=lambda each: each[0]):
        said = [token for _, token in run]
        if kind == "word":
            units.append(_Unit("phrase", " ".join(said)))
        else:
            units += [_Unit("phrase" if kind == "quoted" else kind, each) for each in said]
    return units


def _kind_of(token: str) -> str:
    if token in ("(", ")", "OR", "AND", "NOT", "IN"):
        return token
    if _NEAR.fullmatch(token):
        return "NEAR"
    if token in ("headline:", "lead:"):
        return "field"
    return "quoted" if token.startswith('"') else "word"


def _kind(units: list[_Unit], at: int) -> str | None:
    return units[at].kind if 0 <= at < len(units) else None


def _numbers(units: list[_Unit]) -> dict[int, int]:
    """Return the number of each phrase's leaf, by the phrase's place; after NEAR it is its neighbour's."""
    numbers, last = dict[int, int](), -1
    for at, unit in enumerate(units):
        if unit.kind == "phrase":
            last += _kind(units, at - 1) != "NEAR"
            numbers[at] = last
    return numbers


def _places(units: list[_Unit]) -> dict[int, int]:
    """Return below which position the words of each phrase must stand, by the phrase's place."""
    opened, around = list[int](), list[tuple[int, int, int]]()
    for at, unit in enumerate(units):
        if unit.kind == "(":
            opened.append(at)
        elif unit.kind == ")" and opened:
            first = opened.pop()
            if _kind(units, at + 1) == "IN" and at + 2 < len(units):
                around.append((first, at, REACH.get(units[at + 2].said, ANYWHERE)))
            if _kind(units, first - 1) == "field":
                around.append((first, at, REACH[units[first - 1].said.rstrip(":")]))
    found = {}
    for at, unit in enumerate(units):
        if unit.kind != "phrase":
            continue
        if _kind(units, at + 1) == "IN" and at + 2 < len(units):
            found[at] = REACH.get(units[at + 2].said, ANYWHERE)
        elif _kind(units, at - 1) == "field":
            found[at] = REACH[units[at - 1].said.rstrip(":")]
        else:
            within = [reach for first, last, reach in around if first <= at <= last]
            found[at] = min(within, default=ANYWHERE)
    return found


def _forms(said: str) -> tuple[tuple[str, ...], ...]:
    """Return a phrase's forms, each as its words: braces are written out."""
    parted = _BRACES.split(said)
    between, choices = parted[::2], [given.split(",") for given in parted[1::2]]
    count = 1
    for choice in choices:
        count *= len(choice)
    if count > MOST_FORMS or "{" in "".join(between) or "}" in "".join(between[:-1]):
        raise QuestionError("The braces of a phrase must close, and give it a thousand forms at most.")
    written = (
        "".join(text + chosen for text, chosen in zip(between, [*picked, ""], strict=True))
        for picked in product(*choices)
    )
    return tuple(sorted({tuple(_WORD.findall(each.lower())) for each in written}))


def _formula(units: list[_Unit], numbers: dict[int, int]) -> str:
    written = []
    for at, unit in enumerate(units):
        before = _kind(units, at - 1)
        joint = "&" if before in _ENDS else ""
        if unit.kind == "phrase":
            written.append("" if before == "NEAR" else f"{joint}#{numbers[at]}#")
        elif unit.kind == "field":
            written.append(joint)
        elif unit.kind in ("(", "NOT"):
            written.append(joint + ("(" if unit.kind == "(" else "!"))
        else:
            written.append(_WRITTEN.get(unit.kind, ""))
    return f"({''.join(written)})"


def _value(formula: str) -> str:
    """Return 1 or 0, whether a text fits that holds none of the leaves; else what cannot be read."""
    left, before = re.sub(r"#\d+#", "0", formula), ""
    while left != before:
        before = left
        for written, settled in _SETTLED:
            left = left.replace(written, settled)
        left = _NEITHER.sub("0", _EITHER.sub("1", left))
    return left
