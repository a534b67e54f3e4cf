"""Cuts a text into sentences as newspapers punctuate them: a rule joins words of one sentence only."""

import re

_STOP = re.compile(  # one class first: where a pattern may begin is then looked for without trying it
    r"""[.!?…\n](?:(?<!\n)(?P<marks>[.!?…]*["'”’»)\]]*)(?P<gap>\s*)|(?<=\n)\s*\n\s*)"""
)
_LOST_SPACE = re.compile(r"(?<=[a-z]{2}\.)[A-Z][a-z]")  # "said.The": scraping ate the space
_LAST_WORD = re.compile(r"[\w.&'’]+$")
_ABBREVIATED = """
mr mrs ms mx dr prof sir rev fr hon st sgt insp supt det con ch cmdr capt col lt gen maj cpl pte gov sen rep
jan feb mar apr jun jul aug sept sep oct nov dec vs v cf e.g i.e approx
"""
TITLES = frozenset(_ABBREVIATED.split())
_BEFORE_NUMBERS = frozenset(["no", "nos", "fig", "p", "pp", "art", "para", "sec", "vol", "ch"])
_INITIALS = re.compile(r"(?:\w\.)*\w")
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
    for match in _STOP.finditer(text):
        is_blank = match["gap"] is None
        if not is_blank and not _ends_sentence(text, begin, match):
            continue
        found += _trimmed(text, begin, match.start() if is_blank else match.end("marks"))
        begin = match.end()
    return found + _trimmed(text, begin, len(text))


def _trimmed(text: str, begin: int, end: int) -> list[tuple[int, int]]:
    """Return the stretch without the space at its ends, or nothing if nothing is left."""
    stretch = text[begin:end]
    start = begin + len(stretch) - len(stretch.lstrip())
    return [(start, start + len(stretch.strip()))] if stretch.strip() else []


def _ends_sentence(text: str, begin: int, match: re.Match[str]) -> bool:
    mark, gap = text[match.start() : match.end("marks")], match["gap"]
    if not gap:
        return mark == "." and _LOST_SPACE.match(text, match.end()) is not None
    if gap.count("\n") > 1:
        return True
    following = text[match.end() : match.end() + 1]
    if following.islower():
        return False
    if mark == ".":
        return not _is_abbreviation(text[max(begin, match.start() - 24) : match.start()], following)
    quoted = mark[-1] in _CLOSES and mark[0] in "!?"
    return not (quoted and _SAID.match(text, match.end()))


def _is_abbreviation(before: str, following: str) -> bool:
    last = _LAST_WORD.search(before)
    if last is None:
        return False
    word = last.group().lstrip("'’")
    if word.lower() in TITLES and not (word.islower() and word in {"con", "sen", "rep", "gen", "col", "mar"}):
        return True
    if word.lower() in _BEFORE_NUMBERS:
        return following.isdigit()
    return word[:1].isupper() and _INITIALS.fullmatch(word) is not None and following.isupper()
