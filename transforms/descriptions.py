"""What a sentence says of somebody beside the name: in its first phrase, and in commas."""

from collections.abc import Sequence

from transforms import grammar
from transforms.cues import lexicon
from transforms.grammar import DETERMINERS, Span, is_adverb, starting_at
from transforms.words import QUOTE, Word


def leading(words: Sequence[Word], end: int) -> tuple[Span, Span] | None:
    """Return the first noun phrase of a sentence, past a phrase that leads in, and what is told of it."""
    at = 0
    while at < end and (words[at].low in ("but", "and", "yet", "so", "however", ",") or is_adverb(words[at])):
        at += 1
    if at < end and (
        words[at].low in grammar.PREPOSITIONS
        or words[at].low in ("when", "while", "if", "although", "asked", "speaking", "writing")
    ):
        comma = next((n for n in range(at, min(end, at + 20)) if words[n].low == ","), None)
        if comma is None:
            return None
        at = comma + 1
        if at + 1 < end and words[at].text.isdigit() and words[at + 1].low == ",":  # "On 6 July, 2015, he"
            at += 2
    span = starting_at(words, at, end)
    return (span, widened(words, span) or span) if span and span[1] > span[0] else None


def widened(words: Sequence[Word], span: Span | None) -> Span | None:
    """Return the phrase with the words in commas after it that say who it is."""
    if span is None:
        return None
    at = span[1]
    while at + 1 < len(words) and at - span[0] < 40:
        if words[at].low not in (",", "(") and not (
            at == span[1] and words[at].low in ("of", "from", "at", "for", "in", "who", "whose")
        ):
            break
        if words[at].low in (",", "(") and not goes_on(words, at + 1):
            break
        at = next(
            (
                n
                for n in range(at + 1, min(len(words), at + 25))
                if words[n].low in (",", ")", ".", ";", ":", QUOTE, "—", "–")
            ),
            min(len(words), at + 25),
        )
        if at < len(words) and words[at].low == ")":
            at += 1
    return span[0], at


def goes_on(words: Sequence[Word], at: int) -> bool:
    """Return whether a word after a comma begins a description: "a neighbour", "34", "who lives"."""
    first = words[at]
    return (
        first.low in DETERMINERS
        or first.low
        in (
            "who",
            "whose",
            "of",
            "from",
            "aged",
            "chair",
            "head",
            "director",
            "now",
            "then",
            "and",
            "also",
            "not",
        )
        or first.text[:1].isdigit()
        or (grammar.is_nominal(first) and first.low not in lexicon().cues)
    )


def opens_apposition(words: list[Word], span: Span) -> bool:
    """Return whether words in commas describe what stands before them."""
    first = words[span[0]] if span[0] < span[1] else None
    return first is not None and (
        first.low in DETERMINERS
        or first.low in ("who", "of", "from", "whose", "chair", "aged")
        or first.text[:1].isdigit()
        or not first.is_capital
    )


def is_name(words: Sequence[Word], span: Span) -> bool:
    """Return whether a phrase is capitals throughout, but for one word."""
    capitals = sum(word.is_capital for word in words[span[0] : span[1]])
    return 0 < span[1] - span[0] <= 6 and capitals >= max(1, span[1] - span[0] - 1)


def is_led_in(words: Sequence[Word], first: int) -> bool:
    """Return whether a phrase hangs on a preposition: "In London", "after the hearing"."""
    before = words[first - 1].low if first else ""
    return before in grammar.PREPOSITIONS or before == "to" or words[first].low in grammar.PREPOSITIONS
