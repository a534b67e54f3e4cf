"""Whether a stretch of text gives somebody a voice: the plain test by which edits know one."""

import re

from transforms.matching import Match

FEW = 4  # words between quotation marks that are speech; fewer are a phrase held at a distance
_QUOTED = re.compile(r'"([^"\n]*)(?:"|$)')  # in folded text; a long quotation leaves its paragraph open


def voice(folded: str, speech: list[Match]) -> str | None:
    """Return how a folded sentence speaks, `quotation` or `attribution`, or None if nobody does.

    `speech` are the words of speaking found in it.
    """
    verbs = any(match.term == "speech" for match in speech)
    if any(len(match[1].split()) >= FEW for match in _QUOTED.finditer(folded)):
        return "quotation"
    return "attribution" if verbs else None


def is_police(speech: list[Match]) -> bool:
    """Return whether police are named beside a word of speaking.

    >>> from transforms.terms import terms
    >>> is_police(terms().speech.find("Police later confirmed the arrest."))
    True
    """
    return {"speech", "police"} <= {match.term for match in speech}
