"""Cuts a text into sentences as newspapers punctuate them: a rule joins words of one sentence only."""

import re

_BREAK = re.compile(
    r"""(?P<stop>(?<![.!?…])[.!?…]+["'”’»)\]]*)\s+     # a full stop and what closes with it
      | (?<=[a-z]{2})(?P<tight>\.)(?=[A-Z][a-z])      # a space lost in scraping: "said.The"
      | (?P<paragraph>)\n\s*\n\s*                    # a blank line always ends a sentence
    """,
    re.VERBOSE,
)
_LAST_WORD = re.compile(r"[\w.&'’]+$")
_ABBREVIATED = """
mr mrs ms mx dr prof sir rev fr hon st sgt insp supt det con ch cmdr capt col lt gen maj cpl pte gov sen rep
jan feb mar apr jun jul aug sept sep oct nov dec vs v cf e.g i.e approx
"""
_TITLES = frozenset(_ABBREVIATED.split())
_BEFORE_NUMBERS = frozenset(["no", "nos", "fig", "p", "pp", "art", "para", "sec", "vol", "ch"])
_INITIALS = re.compile(r"(?:\w\.)*\w", re.UNICODE)
_CLOSES = "\"'”’»)]"
_SAID = re.compile(
    r"(?:[A-Z][\w’'-]*\s+|the\s+|a\s+){0,4}(?:said|says|asked|asks|told|added|adds|shouted|cried)\b"
)


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the sentences of a text in order, as [start, end) in code points, without the space around them.

    >>> text = "Mr. Okafor of No. 5 spoke to Det. Sgt. J. Lane. “Why?” she asked. It was 5.30pm."
    >>> [text[start:end] for start, end in sentences(text)]
    ['Mr. Okafor of No. 5 spoke to Det. Sgt. J. Lane.', '“Why?” she asked.', 'It was 5.30pm.']
    """
    found: list[tuple[int, int]] = []
    begin = 0
    for match in _BREAK.finditer(text):
        if match["stop"] and not _ends_sentence(text, begin, match):
            continue
        found += _trimmed(text, begin, match.end(match.lastgroup or 0))
        begin = match.end()
    return found + _trimmed(text, begin, len(text))


def _trimmed(text: str, begin: int, end: int) -> list[tuple[int, int]]:
    """Return the stretch without the space at its ends, or nothing if nothing is left."""
    stretch = text[begin:end]
    start = begin + len(stretch) - len(stretch.lstrip())
    return [(start, start + len(stretch.strip()))] if stretch.strip() else []


def _ends_sentence(text: str, begin: int, match: re.Match[str]) -> bool:
    following = text[match.end() : match.end() + 1]
    if following.islower():
        return False
    if match["stop"] == ".":
        return not _is_abbreviation(text[max(begin, match.start() - 24) : match.start()], following)
    quoted = match["stop"][-1] in _CLOSES and match["stop"][0] in "!?"
    return not (quoted and _SAID.match(text, match.end()))


def _is_abbreviation(before: str, following: str) -> bool:
    last = _LAST_WORD.search(before)
    if last is None:
        return False
    word = last.group().lstrip("'’")
    if word.lower() in _TITLES and not (
        word.islower() and word in {"con", "sen", "rep", "gen", "col", "mar"}
    ):
        return True
    if word.lower() in _BEFORE_NUMBERS:
        return following.isdigit()
    return word[:1].isupper() and _INITIALS.fullmatch(word) is not None and following.isupper()
