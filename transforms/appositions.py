"""Joins an office and the name beside it into one speaker: "Unite's regional officer, Terry Bloom"."""

from collections.abc import Sequence

from transforms import grammar
from transforms.descriptions import is_led_in, is_name
from transforms.grammar import DETERMINERS, Span, ending_at, starting_at
from transforms.words import QUOTE, Word


def office_and_name(words: Sequence[Word], office: Span, name: Span) -> Span | None:
    """Return the whole phrase of an office that a comma parts from a name; None if they are no such two."""
    first = office[0]
    if first and words[first - 1].low in grammar.BE and words[0].low in DETERMINERS:
        first = 0  # "The mother of the man who was shot, Ann Lee"
    whole = (first, office[1])
    return (first, name[1]) if _ends_in_name(words, name) and _is_office(words, whole) else None


def with_name(words: Sequence[Word], office: Span) -> Span:
    """Return a phrase after its verb with the name that a comma adds: said "the caretaker, Idris Malik"."""
    comma = office[1]
    if comma + 2 >= len(words) or words[comma].low != "," or not _is_office(words, office):
        return office
    name = starting_at(words, comma + 1, len(words))
    if name is None or not _ends_in_name(words, name) or words[office[1] - 1].is_capital:
        return office
    is_over = name[1] >= len(words) or words[name[1]].low in (",", ".", ";", QUOTE)
    return (office[0], name[1]) if is_over else office


def before_bracket(words: Sequence[Word], last: int) -> Span | None:
    """Return whom words in brackets are told of: "Cllr Ann Lee (Lab, Holt)"; None if that is no name."""
    opened = next((n for n in range(last - 1, max(0, last - 10), -1) if words[n].low == "("), 0)
    span = ending_at(words, opened - 1) if opened else None
    return span if span and is_name(words, span) and not is_led_in(words, span[0]) else None


def led_in_name(words: Sequence[Word], span: Span) -> Span | None:
    """Return the name that ends a phrase which leads in, as "After the case Sergeant Ann Lee" does."""
    first = span[1]
    while first > span[0] and words[first - 1].is_capital:
        first -= 1
    return (first, span[1]) if span[0] < first <= span[1] - 2 else None


def is_break(words: Sequence[Word], at: int) -> bool:
    """Return whether a mark begins words in commas: not in "Police, Fire and Crime Commissioner"."""
    if words[at].low not in (",", "(", "—", "–"):
        return False
    return not (
        at > 0 and words[at - 1].low == "police" and at + 1 < len(words) and words[at + 1].low == "fire"
    )


def _ends_in_name(words: Sequence[Word], span: Span) -> bool:
    """Return whether a phrase is a name, or ends in one: "youth worker Marlon Teague"."""
    if is_name(words, span):
        return True
    name = words[max(span[0], span[1] - 2) : span[1]]
    return (
        2 <= span[1] - span[0] <= 7
        and len(name) == 2
        and all(word.is_capital for word in name)
        and all(word.low in DETERMINERS or grammar.is_nominal(word) for word in words[span[0] : span[1]])
    )


def _is_office(words: Sequence[Word], span: Span) -> bool:
    """Return whether a phrase says what somebody is: "the shadow minister", "Unite's regional officer"."""
    return words[span[0]].low in DETERMINERS or (
        not words[span[1] - 1].is_capital
        and any(
            word.text[-2:] in ("’s", "'s") or word.text in ("’", "'") for word in words[span[0] : span[1]]
        )
    )
