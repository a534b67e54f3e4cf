"""Says what kind of edit each change between two texts is: each finder looks for one kind, and says where."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from transforms.grammar import PRONOUNS
from transforms.matching import overlaps
from transforms.passives import ACTIVE, voices_of_verbs
from transforms.revisions import plain
from transforms.roles import OTHER, POLICE
from transforms.spelling import is_variant
from transforms.terms import STEPS, terms
from transforms.word_diff import Span, Token
from transforms.written import Pair, Written

KINDS = {  # in the order in which the edits of one place are listed
    "headline_swapped": "the headline has other words",
    "correction_notice": "a sentence is new that says the article was corrected or clarified",
    "police_line_added": "a sentence is new in which the police speak",
    "voice_added": "somebody speaks who did not speak before",
    "voice_removed": "somebody who spoke does so no more",
    "name_added": "a person is named who was not named before",
    "name_removed": "a person who was named is so no more",
    "number_changed": "a number stands where another stood",
    "made_passive": "what somebody did is now told as done to somebody",
    "made_active": "what was done to somebody now has somebody who did it",
    "softened": "a word gave way to a milder one of its scale",
    "sharpened": "a word gave way to a sharper one of its scale",
    "text_moved": "sentences stand in another place",
    "text_added": "sentences are new, and something in them is of no kind above",
    "text_removed": "sentences are gone, and something in them is of no kind above",
    "reworded": "words within sentences are others, and something in them is of no kind above",
    "reparagraphed": "the same words stand in other paragraphs",
}
_WRITTEN = """
two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety dozen dozens hundred hundreds
thousand thousands million millions billion billions
"""
_NUMBER_WORDS = frozenset(_WRITTEN.split())
_MOST_NUMBERS = 6  # in one change; where more changed, a passage was written anew


class Typed(NamedTuple):
    """One edit: its kind, what it replaced by what, and what says that it is one."""

    kind: str
    old: Span
    new: Span
    rule: str


def notices(pair: Pair) -> Iterator[Typed]:
    """Yield each new notice of a correction, the sentences that follow it in its paragraph included."""
    for span in pair.notices:
        yield Typed("correction_notice", pair.in_old(span[0]), span, "notice")


def voices(pair: Pair) -> Iterator[Typed]:
    """Yield who speaks now and did not, who spoke and does not, and the police's new lines."""
    for span, who in _strangers(pair.new, pair.old):
        if overlaps(*span, pair.notices):
            continue  # "an earlier version said"
        yield Typed("voice_added", pair.in_old(span[0]), span, who)
    for span, who in _strangers(pair.old, pair.new):
        yield Typed("voice_removed", span, pair.in_new(span[0]), who)
    before = [(one["start"], one["end"]) for one in pair.old.voices if one["role"] in POLICE]
    for one in pair.new.voices:
        span = pair.new.around((one["start"], one["end"]))
        if one["role"] in POLICE and pair.new.is_new(span, pair.old):
            replaced = [c.old for c in pair.changes if c.new[0] < span[1] and span[0] < c.new[1]]
            if not any(start < end_ and start_ < end for start, end in before for start_, end_ in replaced):
                yield Typed("police_line_added", pair.in_old(span[0]), span, one["role"])


def names(pair: Pair) -> Iterator[Typed]:
    """Yield each person named now and not before, and each named no more, at the first mention."""
    for span, name in _unnamed(pair.new, pair.old):
        yield Typed("name_added", pair.in_old(span[0]), span, name)
    for span, name in _unnamed(pair.old, pair.new):
        yield Typed("name_removed", span, pair.in_new(span[0]), name)


def numbers(pair: Pair) -> Iterator[Typed]:
    """Yield each number that was replaced by another one in its place."""
    for change in pair.changes:
        gone = [token for token in pair.old.within(change.old) if _is_number(token)]
        come = [token for token in pair.new.within(change.new) if _is_number(token)]
        if len(gone) == len(come) <= _MOST_NUMBERS:
            for old, new in zip(gone, come, strict=True):
                if _value(old) != _value(new):
                    yield Typed("number_changed", old[1:], new[1:], f"{old.key} to {new.key}")


def turned(pair: Pair) -> Iterator[Typed]:
    """Yield the sentences in which a verb became passive or active."""
    for old, new in _edited_sentences(pair):
        was = voices_of_verbs(pair.old.text[slice(*old)], is_headline=pair.is_headline)
        now = voices_of_verbs(pair.new.text[slice(*new)], is_headline=pair.is_headline)
        for verb in [verb for verb in was if verb in now and was[verb][0] != now[verb][0]][:1]:
            kind = "made_passive" if was[verb][0] == ACTIVE else "made_active"
            yield Typed(kind, old, new, f"{was[verb][1]} to {now[verb][1]}")


def toned(pair: Pair) -> Iterator[Typed]:
    """Yield each word that was replaced by a milder or sharper one of its scale."""
    was, now = (_by_change(side) for side in (pair.old, pair.new))
    for nth in sorted(was.keys() & now.keys()):
        change = pair.changes[nth]
        if not pair.is_headline and not pair.is_alike(
            pair.old.around(change.old), pair.new.around(change.new)
        ):
            continue
        for scale in sorted(was[nth].keys() & now[nth].keys()):
            (old_step, old), (new_step, new) = was[nth][scale], now[nth][scale]
            if old_step != new_step:
                kind = "softened" if new_step < old_step else "sharpened"
                yield Typed(kind, old, new, f"{scale}: {STEPS[old_step]} to {STEPS[new_step]}")


def _strangers(side: Written, other: Written) -> Iterator[tuple[Span, str]]:
    """Yield the sentence in which each first speaks who does not speak in the other text, and who it is."""
    known = {key for one in other.voices for key in _traces(one)}
    for one in side.voices:
        keys = _speaker(one, side)
        span = side.around((one["start"], one["end"]))
        if keys and not keys & known and side.is_new(span, other):
            known |= _traces(one)
            yield span, one["speaker_name"] or one["speaker_text"] or one["role"]


def _speaker(voice: Mapping[str, Any], side: Written) -> set[str]:
    """Return what tells a speaker from others: a person's surname, else body and role, else the words."""
    name, text = voice["speaker_name"], plain(voice["speaker_text"] or "")
    if name in side.persons:
        return {plain(name).split()[-1]}
    words = plain(name or "") or (text if text not in PRONOUNS else "")
    is_somebody = words and voice["kind"] != "indirect"  # "a report found" gives nobody a voice
    return _body(voice) or ({words} if is_somebody else set())


def _traces(voice: Mapping[str, Any]) -> set[str]:
    """Return all by which a speaker may be known again: words and name, their last ones, body and role."""
    called = [plain(one) for one in (voice["speaker_name"], voice["speaker_text"]) if one]
    return _body(voice) | {word for words in called if words for word in (words, words.split()[-1])}


def _body(voice: Mapping[str, Any]) -> set[str]:
    """Return for whom somebody speaks: a force for which an officer spoke is no new voice."""
    body, role = voice["speaker_entity_id"], voice["role"]
    told = (f"role {role}" if role != OTHER else "", f"body {body}" if body else "")
    return {key for key in told if key}


def _unnamed(side: Written, other: Written) -> Iterator[tuple[Span, str]]:
    """Yield the first mention of each person of whom the other text says no name, and the name."""
    others = {surname for one in other.people for surname in _surnames(one)}
    for person in side.people:
        surnames = _surnames(person)
        mention = next(iter(person["mentions"]), None)
        if mention is None or {plain(surname) for surname in surnames} & other.words:
            continue
        if any(is_variant(one, known, is_titled=True) for one in surnames for known in others):
            continue  # a name spelt otherwise is the same person
        if any(side.is_changed(one["start"], one["end"]) for one in person["mentions"]):
            yield (mention["start"], mention["end"]), person["name"]


def _surnames(person: Mapping[str, Any]) -> set[str]:
    return {name.split()[-1] for name in (person["name"], *person["variants"])}


def _edited_sentences(pair: Pair) -> Iterator[tuple[Span, Span]]:
    """Yield the sentences around each change, where those before became those after."""
    if pair.is_headline:
        yield (0, len(pair.old.text)), (0, len(pair.new.text))
        return
    around = dict.fromkeys((pair.old.around(c.old), pair.new.around(c.new)) for c in pair.changes)
    yield from (both for both in around if pair.is_alike(*both))


def _by_change(side: Written) -> dict[int, dict[str, tuple[int, Span]]]:
    """Return change's number -> scale -> the sharpest of its terms in that change, and where it stands."""
    found: dict[int, dict[str, tuple[int, Span]]] = defaultdict(dict)
    nth = 0
    for start, end, term in terms().scales.find(side.folded):
        scale, _, step = term.partition("/")
        while nth < len(side.changed) and side.changed[nth][1] <= start:
            nth += 1
        if nth < len(side.changed) and side.changed[nth][0] < end:
            here = STEPS.index(step), (start, end)
            found[nth][scale] = max(found[nth].get(scale, here), here, key=lambda one: one[0])
    return found


def _is_number(token: Token) -> bool:
    return token.key[0].isdigit() or token.key in _NUMBER_WORDS


def _value(token: Token) -> str:
    return token.key.replace(",", "").replace(":", ".")
