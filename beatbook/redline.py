"""Shows two texts as one: what is gone in red and struck out, what is new in green, or both in brackets."""

from collections.abc import Iterable, Iterator
from itertools import takewhile

from rich.text import Text

from beatbook.printable import printable

GONE, NEW = "red strike", "green"
BRACKETS = {"gone": ("[-", "-]"), "new": ("{+", "+}"), "same": ("", "")}  # as wdiff has them
STYLES = {"gone": GONE, "new": NEW, "same": ""}
Segment = tuple[str, str]  # same, gone or new, and the words


def redlined(segments: Iterable[Segment], *, colour: bool) -> Text:
    """Return the segments of one paragraph as one line of text.

    >>> redlined([("same", "A "), ("gone", "riot"), ("new", "protest")], colour=False).plain
    'A [-riot-]{+protest+}'
    """
    shown = Text()
    for mark, words in segments:
        opened, closed = ("", "") if colour else BRACKETS[mark]
        shown.append(f"{opened}{printable(words.replace(chr(10), ' '))}{closed}", style=STYLES[mark])
    return shown


def replaced(old: str, new: str, *, colour: bool, width: int) -> Text:
    """Return the words before and after an edit as one, long stretches cut in their middle.

    Only what both begin and end with is taken for the same: `transforms.word_diff` finds more, and takes
    seconds to import.

    >>> replaced("Man shot in Leeds", "Man shot in Leeds, say police", colour=False, width=80).plain
    'Man shot in Leeds{+, say police+}'
    """
    head = _shared(old, new)
    tail = _shared(old[head:][::-1], new[head:][::-1])
    ends = len(old) - tail, len(new) - tail
    parts = [("same", old[:head]), ("gone", old[head : ends[0]]), ("new", new[head : ends[1]])]
    parts.append(("same", old[ends[0] :]))
    return redlined([(mark, _short(words, width)) for mark, words in parts if words], colour=colour)


def _shared(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike, whole words only."""
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    while same and any(
        same < len(text) and text[same - 1].isalnum() and text[same].isalnum() for text in (one, other)
    ):
        same -= 1
    return same


def paragraphs(segments: Iterable[Segment]) -> Iterator[list[Segment]]:
    """Yield the segments paragraph by paragraph."""
    here: list[Segment] = []
    for mark, words in segments:
        first, *rest = words.split("\n\n")
        here.append((mark, first))
        for paragraph in rest:
            yield [segment for segment in here if segment[1]]
            here = [(mark, paragraph)]
    yield [segment for segment in here if segment[1]]


def is_changed(paragraph: Iterable[Segment]) -> bool:
    """Return whether something in a paragraph is gone or new."""
    return any(mark != "same" for mark, _ in paragraph)


def _short(text: str, width: int) -> str:
    text = " ".join(text.split("\n"))
    return text if len(text) <= width else f"{text[: width // 2 - 1]} … {text[-width // 2 + 1 :]}"
