"""Finds who says it: the subject of a verb of speech, before it, after it, or shared with another verb."""

from collections.abc import Sequence
from dataclasses import dataclass

from transforms import grammar
from transforms.appositions import before_bracket, is_break, led_in_name, office_and_name, with_name
from transforms.cues import ACCORDING, Cue, lexicon
from transforms.descriptions import is_led_in, is_name, leading, opens_apposition, widened
from transforms.grammar import AUXILIARIES, DETERMINERS, Span, ending_at, is_adverb, starting_at
from transforms.words import QUOTE, Word

_OPENERS = frozenset(
    ["that", "how", "why", "whether", "what", "there", QUOTE, ":", "him", "her", "them", "to"]
)
_STEPS = 12  # words between a subject and its verb


@dataclass(frozen=True)
class Saying:
    """One verb of speech in a sentence and its subject; places are of words of the sentence.

    `told` runs from the subject's first word to the end of what is said about it (", 34, a neighbour").
    `side` is before, after, by, shared or none.
    """

    cue: Cue
    first: int
    after: int
    subject: Span | None
    told: Span | None
    side: str


def sayings(words: Sequence[Word]) -> list[Saying]:
    """Return the verbs of speech of a sentence with their subjects; quotations stand as one word."""
    found: list[Saying] = []
    known = lexicon()
    listed, free = list(words), 0
    firsts = known.firsts
    for nth in [nth for nth, word in enumerate(listed) if word.low in firsts]:
        hit = known.at(listed, nth) if nth >= free else None
        if hit is None or (
            listed[nth].is_capital and nth > 0 and not listed[nth].text.isupper() and hit[0].form != ACCORDING
        ):
            continue
        cue, free = hit
        saying = _saying(listed, nth, free, cue, found)
        if saying is not None:
            found.append(saying)
    return found


def _saying(words: list[Word], nth: int, after: int, cue: Cue, earlier: list[Saying]) -> Saying | None:
    if cue.form == ACCORDING:
        span = starting_at(words, after, len(words))
        return Saying(cue, nth, after, span, widened(words, span), "after") if span else None
    if nth > 0 and words[nth - 1].low == "to":
        return None
    subject_end = _back_over_helpers(words, nth)
    if grammar.is_passive(words, nth, subject_end, cue):
        return _by(words, nth, after, cue)
    if cue.is_participle and not any(
        w.low in grammar.BE or w.low in ("’s", "'s") for w in words[subject_end:nth]
    ):
        return _shared(words, nth, after, cue, earlier)
    inverted = _inverted(words, nth, after, cue)
    if inverted is not None:
        return inverted
    before = _before(words, subject_end, earlier)
    if before is None:
        return None if cue.is_noun else Saying(cue, nth, after, None, None, "none")
    subject, told, side = before
    if cue.is_noun and not _is_verb_here(words, nth, after, cue, subject, subject_end):
        return None
    return Saying(cue, nth, after, subject, told, side)


def _back_over_helpers(words: list[Word], nth: int) -> int:
    """Return the place after the last word before the verb that is no auxiliary or adverb."""
    at = nth
    while (
        at > 0
        and nth - at < _STEPS
        and ((words[at - 1].low in AUXILIARIES and words[at - 1].low != "to") or is_adverb(words[at - 1]))
    ):
        at -= 1
    return at


def _by(words: list[Word], nth: int, after: int, cue: Cue) -> Saying | None:
    """Return the saying of "was told by prosecutors": its subject stands after "by"."""
    for at in range(after, min(after + 4, len(words) - 1)):
        if words[at].low == "by":
            span = starting_at(words, at + 1, len(words))
            return Saying(cue, nth, at + 1, span, widened(words, span), "by") if span else None
        if words[at].low in grammar.MARKS or words[at].low == "that":
            break
    return None


def _inverted(words: list[Word], nth: int, after: int, cue: Cue) -> Saying | None:
    """Return the saying of "..., said Jane Smith, 34": after a quotation or clause the subject follows."""
    if cue.governs == "object" or after >= len(words):
        return None
    previous = words[nth - 1].low if nth else QUOTE
    if previous != QUOTE and not (previous == "," and cue.form in ("said", "says", "added", "adds", "wrote")):
        return None
    following = words[after]
    if following.low in ("that", ":", ",", QUOTE, ".", "it"):
        return None
    if not (
        following.is_capital
        or following.low in DETERMINERS
        or following.low in grammar.PRONOUNS
        or grammar.is_nominal(following)
    ):
        return None
    span = starting_at(words, after, len(words))
    if (
        span is None
        or not _ends_there(words, span[1], previous)
        or (previous == "," and _is_described(words, nth))
    ):
        return None
    span = with_name(words, span)
    return Saying(cue, nth, after, span, widened(words, span), "after")


def _is_described(words: list[Word], nth: int) -> bool:
    """Return whether the sentence opens with a phrase that commas describe: "Mind, the charity, said"."""
    opening = leading(words, nth)
    return opening is not None and opening[0][1] < nth - 1 and words[opening[0][1]].low == ","


def _ends_there(words: list[Word], at: int, previous: str) -> bool:
    """Return whether no verb follows a phrase, which would make it the subject of what is said."""
    following = words[at].low if at < len(words) else "."
    if previous != QUOTE:
        if following == QUOTE:
            return False
        comma = next((n for n in range(at, len(words)) if words[n].low == ","), len(words))
        if any(
            word.low in AUXILIARIES and word.low != "to"
            for word in words[at : max(comma, min(at + 4, len(words)))]
        ):
            return False
    return (
        following in grammar.MARKS
        or following in grammar.PREPOSITIONS
        or following in ("who", "whose", "and", "as", "when", "after", QUOTE)
        or following in grammar.ADVERBS
    )


def _before(words: list[Word], end: int, earlier: list[Saying]) -> tuple[Span, Span, str] | None:
    """Return the subject that ends before a place, what is told of it, and on which side it stands."""
    if end == 0:
        return None
    previous = words[end - 1]
    if previous.low in ("and", "but", "or", "then") and end > 1:
        shared = _main_subject(words, end - 1, earlier)
        return (*shared, "shared") if shared else None
    if previous.low in ("who", "which", "that"):
        at = end - 1 - (1 if end > 1 and words[end - 2].low == "," else 0)
        span = ending_at(words, at - 1)
        if span is None:
            return None if previous.low != "who" else ((end - 1, end), (end - 1, end), "before")
        return span, (span[0], min(len(words), end + 12)), "before"
    if previous.low in (",", ")", "—", "–"):
        return _before_comma(words, end, earlier)
    span = ending_at(words, end - 1)
    if span is None or (span[1] - span[0] > 0 and words[span[0]].low == QUOTE):
        return None
    if whole := _before_who(words, span):
        return whole, (whole[0], end), "before"
    if end >= 2 and span[0] > 1 and words[span[0] - 1].low == "," and is_name(words, span):
        # "the shadow minister, Harriet Lowe": the words before the comma say who she is
        role = ending_at(words, span[0] - 2)
        if (
            role
            and words[role[0]].low in DETERMINERS
            and not is_led_in(words, role[0])
            and role[1] == span[0] - 1
        ):
            return (role[0], span[1]), (role[0], span[1]), "before"
    return span, span, "before"


def _before_who(words: list[Word], span: Span) -> Span | None:
    """Return whom a phrase is told of: the woman, of "A woman who was inside the shop (said)"."""
    if not is_led_in(words, span[0]):
        return None
    for at in range(span[0] - 1, max(0, span[0] - _STEPS), -1):
        if words[at].low in grammar.MARKS:
            return None
        if words[at].low == "who":
            return ending_at(words, at - 1)
    return None


def _before_comma(words: list[Word], end: int, earlier: list[Saying]) -> tuple[Span, Span, str] | None:
    """Return the subject with the words in commas that follow it: "Jane Smith, 34, a neighbour,"."""
    at = end - 1
    if words[at].low == ")" and (named := before_bracket(words, at)):
        return named, (named[0], end), "before"
    best: Span | None = None
    for _ in range(4):
        comma = next((n for n in range(at - 1, max(-1, at - 26), -1) if is_break(words, n)), -1)
        span = ending_at(words, comma - 1) if comma > 0 else None
        inner = (comma + 1, at)
        if (
            span
            and span[0] > 2
            and words[span[0] - 1].low in ("of", "from", "at")
            and words[span[0] - 2].low == ","
        ):
            at = span[0] - 2  # "Jo Lane, of the union, who ..., said"
            before = ending_at(words, at - 1)
            if before and is_led_in(words, before[0]):
                before = led_in_name(words, before)
            if before:
                best = before
                break
            continue
        if span and is_led_in(words, span[0]) and (named := led_in_name(words, span)):
            best = named
            break
        if span is None or is_led_in(words, span[0]):
            whole = starting_at(words, comma + 1, at)
            if (
                best is None
                and whole
                and words[comma + 1].low != "who"
                and not is_led_in(words, comma + 1)
                and whole[1] > whole[0]
            ):
                best = whole
            break
        best = span
        if is_name(words, span) or not opens_apposition(words, inner):
            best = office_and_name(words, span, inner) or span
            break
        at = comma
    if best is None:
        return None
    first = words[best[0]].low
    if first in grammar.PREPOSITIONS:
        return None
    return best, (best[0], end), "before"


def _shared(words: list[Word], nth: int, after: int, cue: Cue, earlier: list[Saying]) -> Saying | None:
    """Return the saying of a participle, whose subject is that of the verb before it: ", adding that"."""
    previous = words[nth - 1].low if nth else ","
    if previous in grammar.PREPOSITIONS or previous in DETERMINERS:
        return None
    if previous not in (",", "and", "but", QUOTE, "—", "–", "while", "when") and cue.form not in (
        "saying",
        "adding",
    ):
        return None
    found = _main_subject(words, nth, earlier)
    if found is None and nth == 0:
        return None
    subject, told = found if found else (None, None)
    return Saying(cue, nth, after, subject, told, "shared" if subject else "none")


def _main_subject(words: list[Word], end: int, earlier: list[Saying]) -> tuple[Span, Span] | None:
    for saying in reversed(earlier):
        if saying.subject is not None and saying.told is not None and saying.cue.form != ACCORDING:
            return saying.subject, saying.told
    return leading(words, end)


def _is_verb_here(words: list[Word], nth: int, after: int, cue: Cue, subject: Span, subject_end: int) -> bool:
    """Return whether a form that may be a noun is a verb: its subject agrees, and something follows."""
    if (
        subject_end < nth
        or words[subject[0]].low in grammar.PRONOUNS
        or (subject[0] and words[subject[0] - 1].low == QUOTE)
    ):
        return True
    following = words[after].low if after < len(words) else "."
    opens = following in _OPENERS or following in DETERMINERS or following in grammar.PRONOUNS
    if (
        not opens
        and not (after < len(words) and words[after].is_capital and words[nth - 1].is_capital)
        and (cue.governs != "object" or not grammar.is_nominal(words[min(after, len(words) - 1)]))
    ):
        return False
    head = words[nth - 1]
    is_plural = head.low.endswith(("s", "police", "people", "women", "men")) and not head.low.endswith("ss")
    is_third = words[nth].low.endswith("s")
    if head.is_capital:
        return is_third or following in ("that", QUOTE, ":") or words[nth].low.endswith("ed")
    return (is_plural and not is_third) or (not is_plural and is_third)
