"""Finds the names of people in a body by their shape: capitalised words with a title or a given name."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from transforms.declarations import declared, fingerprint
from transforms.prose import Prose
from transforms.words import Word

_WORDS = Path(__file__).with_suffix(".toml")
_JOINS = frozenset([",", "(", "and", "&"])  # what follows a given name that stands alone
_TOLD = frozenset(["a", "an", "the", "who", "whose", "of", "from"])  # what follows an age in commas
_LONGEST = 5  # words of one name, and of its titles


@dataclass(frozen=True)
class Named:
    """One place where somebody is named: `title` is the first word of what stands before the name itself."""

    title_start: int
    start: int
    end: int
    parts: tuple[str, ...]
    titles: tuple[str, ...]
    is_sure: bool

    @property
    def is_full(self) -> bool:
        """Whether a given name stands there and not a surname alone."""
        return len(self.parts) > 1


@dataclass(frozen=True)
class Onomasticon:
    """The words that make and unmake the names of people."""

    gender: dict[str, str]
    titles: frozenset[str]
    offices: frozenset[str]
    trades: frozenset[str]
    particles: frozenset[str]
    things: frozenset[str]
    openers: frozenset[str]
    given: frozenset[str]
    version: str


@cache
def onomasticon() -> Onomasticon:
    """Return the packaged words, read once."""
    fields = declared(_WORDS)
    names = (
        "honorifics_of_men",
        "honorifics_of_women",
        "honorifics",
        "ranks",
        "offices",
        "trades",
        "particles",
        "things",
        "openers",
        "men",
        "women",
        "either",
    )
    read = {name: fields.texts(name) for name in names}
    fields.done()
    men, women = {*read["men"], *read["honorifics_of_men"]}, {*read["women"], *read["honorifics_of_women"]}
    either = {*read["either"]} | (men & women)
    gender = dict.fromkeys(men - either, "m") | dict.fromkeys(women - either, "f")
    return Onomasticon(
        gender=gender,
        titles=frozenset(
            [*read["honorifics_of_men"], *read["honorifics_of_women"], *read["honorifics"], *read["ranks"]]
        ),
        offices=frozenset(read["offices"]),
        trades=frozenset(read["trades"]),
        particles=frozenset(read["particles"]),
        things=frozenset(read["things"]),
        openers=frozenset(read["openers"]),
        given=frozenset([*read["men"], *read["women"], *read["either"]]),
        version=fingerprint(read),
    )


def named(prose: Prose, taken: Collection[int], spoken: Collection[int] = ()) -> list[Named]:
    """Return where people are named among the words of a body.

    `taken` are places of words of other names, `spoken` places in the body where a speaker is named: two
    capitals or more that speak are a person.
    """
    known, words = onomasticon(), prose.words
    found: list[Named] = []
    end = 0
    for at in prose.capitals:
        if at >= end and at not in taken:
            end = _run_end(words, at, taken, known)
            if end - at > 1:
                found += _names_of_run(words, at, end, known, spoken)
            elif one := _alone(words, at, known):
                found.append(one)
    return found


def _alone(words: Sequence[Word], at: int, known: Onomasticon) -> Named | None:
    """Return who is meant by a given name that stands alone: of a couple, or told of as people are.

    "Tom and Judith Lane" are two; "Marnie, 34, a driver" and "Sophie, not her real name," have no surname.
    """
    if at + 1 >= len(words) or words[at + 1].text not in _JOINS:
        return None
    name, after = words[at], [word.text for word in words[at + 1 : at + 5]]
    is_given = name.text in known.given
    if (
        is_given
        and len(after) > 2
        and after[0] in ("and", "&")
        and after[1] in known.given
        and words[at + 3].is_capital
        and after[2] not in known.things
    ):
        parts: tuple[str, ...] = (name.text, _bare(words[at + 3]))
        return Named(name.start, name.start, name.end, parts, (), True)
    is_aged = len(after) > 3 and after[0] in (",", "(") and after[1].isdigit() and after[2] in (",", ")")
    is_aged = is_aged and (is_given or (after[3] in _TOLD and name.text not in known.things))
    is_veiled = after[:1] in ([","], ["("]) and after[1:3] in (
        ["not", "her"],
        ["not", "his"],
        ["whose", "name"],
    )
    if is_aged or is_veiled:
        return Named(name.start, name.start, name.end, (name.text,), (), False)
    return None


def _run_end(words: Sequence[Word], at: int, taken: Collection[int], known: Onomasticon) -> int:
    """Return the place after the last of the capitalised words that follow one another on one line."""
    end = at + 1
    while end < len(words) and end not in taken:
        word = words[end]
        gap = word.start - words[end - 1].end
        if (
            word.text == "."
            and gap == 0
            and (len(words[end - 1].text) == 1 or words[end - 1].text in known.titles)
        ) or (gap <= 1 and word.is_capital and words[end - 1].text[-2:] not in ("’s", "'s")):
            end += 1
        elif word.text in known.particles and end + 1 < len(words) and words[end + 1].is_capital:
            end += 2
        else:
            break
    return end


def _names_of_run(
    words: Sequence[Word], first: int, end: int, known: Onomasticon, spoken: Collection[int]
) -> list[Named]:
    run = [n for n in range(first, end) if words[n].text != "."]
    bare = [_bare(words[n]) for n in run]
    titled = [n for n, text in enumerate(bare) if text in known.titles]
    begin = (titled[-1] + 1) if titled else 0
    if begin >= len(run):  # "Hugh Calder MP", "the Chief Constable"
        last = next((n for n in range(len(bare) - 1, -1, -1) if bare[n] not in known.titles), -1)
        bare, run, titled, begin = bare[: last + 1], run[: last + 1], [n for n in titled if n <= last], 0
        begin = (titled[-1] + 1) if titled else 0
    while (
        begin < len(run)
        and (
            bare[begin].split("-")[0] in known.offices  # "Mum-of-two Ann Lee"
            or bare[begin] in known.openers
            or _is_trade(bare[begin : begin + 2], known)
        )
        and len(run) - begin > (0 if titled else 1)
    ):
        begin += 1
    name = bare[begin:]
    while name and name[-1] in ("KC", "QC", "MP", "MBE", "OBE", "CBE", "JP", "MSP"):
        name = name[:-1]
    if not name or len(name) > _LONGEST or name[-1] in known.things or name[0] in known.openers:
        return []
    has_title = bool(titled) and titled[-1] + 1 <= begin
    has_given = name[0] in known.given and len(name) > 1
    if any(part.isupper() and len(part) > 2 for part in name) or not (
        has_title
        or has_given
        or (
            not _ends_a_body(words, run[begin], known)
            and (
                (len(name) > 1 and words[run[begin]].start in spoken)
                or _is_described(words, run[begin], run[begin] + len(name), len(name))
            )
        )
    ):
        return []
    if any(text in known.things for text in name[1:]) and not has_given:
        return []
    opens = begin
    while opens > max(0, begin - _LONGEST) and bare[opens - 1] in known.titles:
        opens -= 1
    last = run[begin + len(name) - 1]
    stop = words[last].start + len(_bare(words[last]))
    one = Named(
        words[run[opens]].start,
        words[run[begin]].start,
        stop,
        tuple(name),
        tuple(bare[opens:begin]),
        has_title or has_given,
    )
    return [one]


def _ends_a_body(words: Sequence[Word], at: int, known: Onomasticon) -> bool:
    """Return whether capitals end the name of a body: "the Association of Convenience Stores"."""
    if at < 2 or words[at - 1].text != "of":
        return False
    return words[at - 2].is_capital and words[at - 2].text not in known.offices


def _is_trade(two: Sequence[str], known: Onomasticon) -> bool:
    """Return whether the first of two words tells a trade and the second is a given name: "Rapper Kano"."""
    return (
        len(two) > 1
        and two[1] in known.given
        and two[0] not in known.given
        and two[0].endswith(("er", "or", "ist", "man", "woman", "eer", "coach", "chef"))
    )


def _bare(word: Word) -> str:
    return word.text[:-2] if word.text[-2:] in ("’s", "'s") else word.text


def _is_described(words: Sequence[Word], first: int, end: int, parts: int) -> bool:
    """Return whether two capitals or more stand as a name does: before an age or "who", after a trade."""
    if parts < 2 or end >= len(words):
        return False
    before = words[first - 1] if first else None
    if before and before.text in onomasticon().trades and words[first].start - before.end == 1:
        return True
    after = [word.low for word in words[end : end + 3]]
    is_aged = len(after) > 1 and after[0] in (",", "(") and after[1].isdigit() and len(after[1]) <= 2
    return (
        is_aged
        or after[0] == "who"
        or after[:2] == [",", "who"]
        or after[0] in ("said", "says", "told", "added")
    )


def gender(parts: Sequence[str], titles: Sequence[str]) -> str | None:
    """Return "m" or "f" where a title or a given name says so, else None.

    >>> gender(("Akram", "Sahleb"), ()), gender(("Lane",), ("Mrs",)), gender(("Sam", "Lane"), ())
    ('m', 'f', None)
    """
    known = onomasticon().gender
    for title in titles:
        if title in known:
            return known[title]
    is_given = len(parts) > 1 or not titles  # a name alone is a surname after a title only
    return known.get(parts[0]) if is_given else None
