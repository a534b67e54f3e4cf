"""What a text says whatever it is dressed in: its words alone, looked for in files of any kind."""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from unicodedata import normalize

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
TAG = re.compile(r"<[^<>]{0,4000}>")
ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
ADDRESS = re.compile(r"https?://[^\s\"'<>\\\])}]{1,2000}")
CHUNK, LEAST = 12, 6  # words of a text that are looked for together, and the fewest of its last ones


def words(text: str) -> str:
    """Return the words of a text, one space between them.

    >>> words("“It’s over,” said Ann-Marie LEE.")
    "it's over said ann marie lee"
    """
    plain = normalize("NFKC", text).replace("’", "'").casefold()
    return " ".join(WORD.findall(plain))


def said(content: bytes | str) -> Iterator[str]:
    """Yield the words of a file or text in two readings: with what stands inside of tags, and without."""
    text = content.decode("utf-8", "replace") if isinstance(content, bytes) else content
    if "\\u" in text:
        text = ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    text = text.replace("\\n", " ").replace("\\", "")
    plain = unescape(text)
    yield words(plain)
    if "<" in plain:
        yield words(TAG.sub("", plain))


def chunks(*texts: str | None) -> set[str]:
    """Return what is looked for to find a text again: runs of its words, none so short that all have it."""
    found = set[str]()
    for text in texts:
        for paragraph in (text or "").split("\n"):
            told = words(paragraph).split()
            for start in range(0, len(told), CHUNK):
                some = told[start : start + CHUNK]
                if len(some) < LEAST and start:
                    some = told[-LEAST:]
                if len(some) >= LEAST:
                    found.add(" ".join(some))
    return found


def addresses_in(content: bytes) -> Iterator[str]:
    """Yield every http address that a document gives, in attributes and in text."""
    for found in ADDRESS.finditer(unescape(content.decode("utf-8", "replace"))):
        yield found[0]


class Needles:
    """Runs of words to look for, many at once."""

    def __init__(self, runs: Iterable[str]) -> None:
        from ahocorasick_rs import AhoCorasick, Implementation

        self.runs = sorted(set(runs))
        self._all = AhoCorasick(
            [f" {run} " for run in self.runs], implementation=Implementation.ContiguousNFA
        )

    def found_in(self, content: bytes | str) -> set[str]:
        """Return those of the runs that the content says, overlapping ones too."""
        if not self.runs:
            return set()
        places = set[int]()
        for text in said(content):
            padded = f" {text} "
            places.update(place for place, *_ in self._all.find_matches_as_indexes(padded, overlapping=True))
        return {self.runs[place] for place in places}
