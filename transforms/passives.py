"""Tells who acts in a sentence: "police shot a man", or "a man was shot"."""

from collections.abc import Sequence

from transforms.grammar import ADVERBS, AUXILIARIES, BE, CONJUNCTIONS, DETERMINERS, MARKS, PREPOSITIONS
from transforms.terms import terms
from transforms.words import Word, words

ACTIVE, PASSIVE = "active", "passive"
_BE = BE | {"got", "gets", "getting", "being"}
_BEFORE_NOUNS = (DETERMINERS - {"all"}) | (PREPOSITIONS - {"to"}) | {"'s", "’s"}
_NO_OBJECT = PREPOSITIONS | CONJUNCTIONS | MARKS | ADVERBS | AUXILIARIES | {"dead"}
_NO_VERBS = AUXILIARIES | PREPOSITIONS | CONJUNCTIONS | DETERMINERS | ADVERBS
_ADVERBS = ADVERBS | {"not", "been", "being"}
_LEAST = 5  # letters of a regular participle


def voices_of_verbs(sentence: str, *, is_headline: bool = False) -> dict[str, tuple[str, str]]:
    """Return verb -> `active` or `passive` and the form that stands there, for verbs never both.

    A participle is passive after a form of "be", before "by" and, in a headline, before no object; a verb is
    active before an object. Verbs are named by what their forms share.

    >>> voices_of_verbs("Police shot a man."), voices_of_verbs("A man was later shot dead.")
    ({'shoot': ('active', 'shot')}, {'shoot': ('passive', 'shot')})
    """
    listed = words(sentence)
    found: dict[str, dict[str, str]] = {}
    for nth, word in enumerate(listed):
        if word.is_wordlike and (voice := _voice(listed, nth, is_headline)):
            found.setdefault(_verb(word.low), {})[voice] = word.low
    return {verb: next(iter(told.items())) for verb, told in found.items() if len(told) == 1}


def _voice(listed: Sequence[Word], nth: int, is_headline: bool) -> str | None:
    low = listed[nth].low
    following = listed[nth + 1].low if nth + 1 < len(listed) else "."
    has_object = following not in _NO_OBJECT and following[0].isalnum()
    if low in _NO_VERBS:
        return None
    if _is_participle(low):
        if _is_after_be(listed, nth) or following == "by":
            return PASSIVE
        if is_headline and not has_object:
            return PASSIVE
    before = listed[nth - 1].low if nth else "."
    return ACTIVE if has_object and nth and before not in _BEFORE_NOUNS else None


def _is_participle(low: str) -> bool:
    known = terms()
    return low in known.participles or (
        low.endswith("ed") and len(low) >= _LEAST and low not in known.irregular
    )


def _is_after_be(listed: Sequence[Word], nth: int) -> bool:
    """Return whether a form of "be" governs the word, adverbs and other participles between them."""
    at = nth - 1
    while at >= 0 and nth - at < 12:
        low = listed[at].low
        if low in _BE:
            return True
        if low in ("and", "or", ","):
            at = next((n for n in range(at - 1, max(at - 8, -1), -1) if _is_participle(listed[n].low)), -1)
        elif low not in _ADVERBS and not low.endswith("ly"):
            return False
        at -= 1
    return False


def _verb(low: str) -> str:
    """Return what the forms of a verb have in common.

    >>> {_verb(form) for form in ("arrest", "arrests", "arrested")}, _verb("stopped"), _verb("bitten")
    ({'arrest'}, 'stop', 'bite')
    """
    known = terms().irregular
    for form in (low, low.removesuffix("s")):
        if form in known:
            return known[form]
    for ending in ("ed", "es", "s", "e"):
        if low.endswith(ending) and not low.endswith("ss") and len(low) > len(ending) + 2:
            low = low.removesuffix(ending)
            break
    return low[:-1] if len(low) > 3 and low[-1] == low[-2] else low
