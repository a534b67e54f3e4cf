"""Shows two texts as one: what is gone in red and struck out, what is new in green, or both in brackets."""

from collections.abc import Iterable, Iterator

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
    """Return the words before and after an edit as one, long stretches cut in their middle."""
    segments: Iterable[Segment] = [("gone", old), ("new", new)]
    if old and new:
        from transforms.word_diff import diff, whole

        segments = [(mark, words) for mark, words in diff(old, new, whole)]
    kept = [(mark, _short(words, width if mark != "same" else width // 2)) for mark, words in segments]
    return redlined([(mark, words) for mark, words in kept if words], colour=colour)


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
