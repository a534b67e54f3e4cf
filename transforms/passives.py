"""Tells who acts in a sentence: "police shot a man", or "a man was shot"."""

from collections.abc import Sequence

from transforms.terms import Terms, terms
from transforms.word_diff import Token

_BETWEEN = 2  # words that may stand between auxiliary and participle: "was later fatally shot"


def voices_of_verbs(sentence: Sequence[Token], *, is_headline: bool = False) -> dict[str, str]:
    """Return verb form -> `active` or `passive`, for the verbs that are clearly one and never the other.

    Only forms that both voices share are looked at, so that a change of one text into another can be told:
    those in -ed and the irregular ones of `terms.toml`. In a headline a bare participle is a passive.

    >>> from transforms.word_diff import tokens
    >>> voices_of_verbs(tokens("Police shot a man")), voices_of_verbs(tokens("A man was later shot"))
    ({'shot': 'active'}, {'shot': 'passive'})
    """
    known = terms()
    keys = [token.key for token in sentence]
    found: dict[str, set[str]] = {}
    for nth, key in enumerate(keys):
        if (key.endswith("ed") and len(key) > 4) or key in known.irregular:
            voice = _voice(keys, nth, known, is_headline)
            if voice:
                found.setdefault(key, set()).add(voice)
    return {verb: next(iter(told)) for verb, told in found.items() if len(told) == 1}


def _voice(keys: list[str], nth: int, known: Terms, is_headline: bool) -> str | None:
    if known.auxiliaries & {*keys[max(0, nth - 1 - _BETWEEN) : nth]}:
        return "passive"
    following = keys[nth + 1] if nth + 1 < len(keys) else ""
    if following in known.objects:
        return "active"
    is_bare = is_headline and (not following or following in known.endings)
    return "passive" if is_bare or following == "by" else None
