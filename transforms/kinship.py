"""What the words for kin and company say of a speaker: a woman or a man, and that a name is another's."""

import re

_WOMEN = re.compile(
    r"\b(?:spokeswoman|mother|mum|sister|daughter|wife|widow|woman|girl|aunt|grandmother|"
    r"niece|girlfriend|lady|mrs|ms|miss|her mp)\b",
    re.IGNORECASE,
)
_MEN = re.compile(
    r"\b(?:spokesman|father|dad|brother|son|husband|widower|man|boy|uncle|grandfather|"
    r"nephew|boyfriend|mr|sir|lord)\b",
    re.IGNORECASE,
)
_KIN = (
    "mother|father|mum|dad|parents?|brothers?|sisters?|sons?|daughters?|wife|husband|widow|widower|partner|"
    "fianc[eé]e?|girlfriend|boyfriend|uncle|aunt|cousins?|nephew|niece|grandmother|grandfather|grandson|"
    "granddaughter|family|relatives?|friends?|colleagues?|classmates?|employer|boss|solicitors?|lawyers?|barrister"
)
_EPITHET = re.compile(
    r"(?:the )?(?:(?:\d{1,3}-)?year-old|(?:mother|father|mum|dad|grandmother|grandfather)-of-\w+)",
    re.IGNORECASE,
)
_OF = re.compile(rf"\b({_KIN}) of $", re.IGNORECASE)
_OWN = re.compile(rf"[’']s? (?:[a-z]+ )?({_KIN})$")


def kin_of(body: str, start: int, end: int, name: tuple[int, int]) -> str | None:
    """Return what a speaker is to somebody who is named only to say so; None if the name is the speaker's.

    The speaker is written at [start, end) of the body, the name in it.

    >>> kin_of("The mother of Jo Lane", 0, 21, (14, 21)), kin_of("Jo Lane’s elder brother", 0, 23, (0, 7))
    ('mother', 'brother')
    >>> kin_of("The brother, Jo Lane", 0, 20, (13, 20))
    """
    found = _OF.search(body, start, name[0]) or _OWN.match(body, name[1], end)
    return found[1].lower() if found else None


def is_epithet(text: str) -> bool:
    """Return whether a speaker is named by age or children alone, and so has been named before.

    >>> is_epithet("the 41-year-old"), is_epithet("The mother-of-two"), is_epithet("the mother")
    (True, True, False)
    """
    return _EPITHET.fullmatch(text) is not None


def sex_of(text: str) -> str | None:
    """Return "f" or "m" where a word says so, else None.

    >>> sex_of("his aunt"), sex_of("a spokesman"), sex_of("a friend")
    ('f', 'm', None)
    """
    if _WOMEN.search(text):
        return "f"
    return "m" if _MEN.search(text) else None
