"""Says what kind of edit each change between two texts is: each finder looks for one kind, and says where."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from transforms.passives import voices_of_verbs
from transforms.person_names import person_names
from transforms.quoted import is_police, voice
from transforms.revisions import plain
from transforms.terms import STEPS, terms
from transforms.word_diff import Change, Span, Token
from transforms.written import Written

_WRITTEN = """
two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million
"""
_NUMBER_WORDS = frozenset(_WRITTEN.split())
_EDGE = 8  # marks that may stand between a sentence and what is said to begin or end with it
_MOST_NUMBERS = 6  # in one change; where more changed, a passage was written anew


class Typed(NamedTuple):
    """One edit: its kind, what it replaced by what, and the rule that says so."""

    kind: str
    before: Span
    after: Span
    rule: str


@dataclass(frozen=True)
class Pair:
    """One field of two successive revisions, and the changes between them."""

    old: Written
    new: Written
    changes: tuple[Change, ...]
    is_headline: bool = False

    def place_before(self, at: int) -> Span:
        """Return where in the old text a place of the new one would stand, as an empty span."""
        return _place(at, self.new.changed, self.old.changed)

    def place_after(self, at: int) -> Span:
        """Return where in the new text a place of the old one would stand, as an empty span."""
        return _place(at, self.old.changed, self.new.changed)


def corrections(pair: Pair) -> Iterator[Typed]:
    """Yield each new sentence that says the article was corrected."""
    known = terms()
    for start, end in pair.new.new_sentences(pair.old):
        folded = pair.new.folded[start:end]
        words = folded.lower().lstrip(" *[(\"'")
        if words.startswith(known.openings) or known.corrections.find(folded):
            yield Typed("correction_notice", pair.place_before(start), (start, end), "correction/notice")


def voices(pair: Pair) -> Iterator[Typed]:
    """Yield the voices that came and that went, neighbouring sentences as one, and the police's lines."""
    for start, end, rule in _spoken(pair.new, pair.old):
        yield Typed("voice_added", pair.place_before(start), (start, end), f"voice/{rule}")
    for start, end, rule in _spoken(pair.old, pair.new):
        yield Typed("voice_removed", (start, end), pair.place_after(start), f"voice/{rule}")
    for span in pair.new.new_sentences(pair.old):
        if is_police(pair.new.speech_in(span)):
            yield Typed("police_line_added", pair.place_before(span[0]), span, "voice/police")


def names(pair: Pair) -> Iterator[Typed]:
    """Yield each person named now and not before, and each named no more, at the first mention."""
    had, has = ({token.key for token in side.tokens} for side in (pair.old, pair.new))
    for start, end in _first_names(pair.new, had):
        yield Typed("name_added", pair.place_before(start), (start, end), "names/person")
    for start, end in _first_names(pair.old, has):
        yield Typed("name_removed", (start, end), pair.place_after(start), "names/person")


def numbers(pair: Pair) -> Iterator[Typed]:
    """Yield each number that was replaced by another one in its place."""
    for change in pair.changes:
        gone = [token for token in pair.old.within(change.before) if _is_number(token)]
        come = [token for token in pair.new.within(change.after) if _is_number(token)]
        if len(gone) == len(come) <= _MOST_NUMBERS:
            for old, new in zip(gone, come, strict=True):
                if old.key != new.key:
                    yield Typed("number_changed", old[1:], new[1:], "numbers/replaced")


def turned(pair: Pair) -> Iterator[Typed]:
    """Yield the sentences whose verb changed from active to passive or back."""
    seen: set[tuple[Span, Span]] = set()
    for change in pair.changes:
        old, new = pair.old.around(change.before), pair.new.around(change.after)
        if (old, new) in seen or _is_apart(pair, change):
            continue
        seen.add((old, new))
        was = voices_of_verbs(pair.old.within(old), is_headline=pair.is_headline)
        now = voices_of_verbs(pair.new.within(new), is_headline=pair.is_headline)
        verbs = [verb for verb in was if verb in now and was[verb] != now[verb]]
        if verbs:
            kind = f"{was[verbs[0]]}_to_{now[verbs[0]]}"
            yield Typed(kind, old, new, f"passive/{verbs[0]}")


def toned(pair: Pair) -> Iterator[Typed]:
    """Yield each word that was replaced by a milder or sharper one of its scale."""
    was, now = (_by_place(side) for side in (pair.old, pair.new))
    for nth in sorted(was.keys() & now.keys()):
        for scale in sorted(was[nth].keys() & now[nth].keys()):
            (old_step, old), (new_step, new) = was[nth][scale], now[nth][scale]
            if old_step != new_step:
                kind = "softened" if new_step < old_step else "sharpened"
                rule = f"terms/{scale}/{STEPS[old_step]}-{STEPS[new_step]}"
                yield Typed(kind, old, new, rule)


def blocks(pair: Pair) -> Iterator[Typed]:
    """Yield what was added, removed or moved by whole sentences."""
    removed: dict[str, list[Change]] = defaultdict(list)
    added = []
    for change in pair.changes:
        gone, come = _holds_sentence(pair.old, change.before), _holds_sentence(pair.new, change.after)
        if gone and (come or change.after[0] == change.after[1]) and _is_apart(pair, change):
            removed[plain(pair.old.text[slice(*change.before)])].append(change)
        if come and (gone or change.before[0] == change.before[1]) and _is_apart(pair, change):
            added.append(change)
    for change in added:
        text = plain(pair.new.text[slice(*change.after)])
        if removed.get(text):
            yield Typed("text_moved", removed[text].pop().before, change.after, "text/moved")
        else:
            yield Typed("text_added", _empty(change.before), change.after, "text/sentences")
    for change in (change for left in removed.values() for change in left):
        yield Typed("text_removed", change.before, _empty(change.after), "text/sentences")


def rest(pair: Pair, found: Sequence[Typed]) -> Iterator[Typed]:
    """Yield each change of which some word is in no edit found, so that nothing is lost."""
    covered_old, covered_new = (
        _joined([each.before for each in found]),
        _joined([each.after for each in found]),
    )
    for change in pair.changes:
        old, new = (side.within(span) for side, span in ((pair.old, change.before), (pair.new, change.after)))
        if not old and not new:
            yield Typed("reparagraphed", change.before, change.after, "text/paragraphs")
        elif not (_all_in(old, covered_old) and _all_in(new, covered_new)):
            words = any(token.key[0].isalnum() for token in [*old, *new])
            yield Typed("reworded", change.before, change.after, "text/words" if words else "text/marks")


FINDERS = (corrections, voices, names, numbers, turned, toned, blocks)


def _spoken(side: Written, other: Written) -> Iterator[tuple[int, int, str]]:
    """Yield the stretches of new sentences in which somebody speaks, with how."""
    run: list[tuple[Span, str | None]] = []
    for span in [*side.new_sentences(other), None]:
        if run and (span is None or side.text[run[-1][0][1] : span[0]].strip(" ")):
            said = [(spoken, told) for spoken, told in run if told]
            if said:
                yield said[0][0][0], said[-1][0][1], max(told for _, told in said)
            run = []
        if span is not None:
            run.append((span, voice(side.folded[slice(*span)], side.speech_in(span))))


def _first_names(side: Written, known: set[str]) -> Iterator[Span]:
    """Yield the first mention of each person whose surname is not among the words known."""
    told = set(known)
    for name in person_names(side.text):
        if name.surname not in told:
            told.add(name.surname)
            yield name.start, name.end


def _by_place(side: Written) -> dict[int, dict[str, tuple[int, Span]]]:
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


def _holds_sentence(side: Written, span: Span) -> bool:
    """Return whether a stretch begins and ends with sentences, marks at its end aside."""
    if not side.text[slice(*span)].strip():
        return False
    start, end = side.around(span)
    lead = side.within((start, span[0]), most=_EDGE)
    tail = side.within((span[1], end), most=_EDGE)
    return not any(token.key[0].isalnum() for token in [*lead, *tail])


def _is_apart(pair: Pair, change: Change) -> bool:
    """Return whether the two sides of a change share so few words that one did not become the other."""
    old = {token.key for token in pair.old.within(change.before) if token.key.isalnum()}
    new = {token.key for token in pair.new.within(change.after) if token.key.isalnum()}
    return len(old & new) < 0.3 * min(len(old), len(new)) if old and new else True


def _place(at: int, here: Sequence[Span], there: Sequence[Span]) -> Span:
    """Return where a place of one text stands in the other; what was changed begins where it begins there."""
    nth = bisect_right(here, at, key=lambda span: span[0]) - 1
    if nth < 0:
        return at, at
    if at <= here[nth][1]:
        return _empty(there[nth])
    moved = at + there[nth][1] - here[nth][1]
    return moved, moved


def _empty(span: Span) -> Span:
    return span[0], span[0]


def _joined(spans: Sequence[Span]) -> list[Span]:
    whole: list[Span] = []
    for start, end in sorted(spans):
        if whole and start <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(end, whole[-1][1]))
        else:
            whole.append((start, end))
    return whole


def _all_in(tokens: Sequence[Token], covered: list[Span]) -> bool:
    told = Written("", tuple(covered))
    words = [token for token in tokens if token.key[0].isalnum()]
    return all(told.is_changed(token) for token in words or tokens)
