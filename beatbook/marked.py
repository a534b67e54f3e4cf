"""Shows a text with its evidence in colour, each span numbered as in the legend."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from rich.text import Text

from beatbook.printable import printable

_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# Light enough for dark terminals, dark enough for light ones; topics are filled, entities underlined.
_TOPIC_STYLES = tuple(
    f"black on {colour}"
    for colour in (
        "bright_yellow",
        "bright_cyan",
        "bright_magenta",
        "bright_green",
        "bright_red",
        "bright_blue",
    )
)
_ENTITY_STYLES = tuple(
    f"underline bold {colour}" for colour in ("blue", "magenta", "green", "cyan", "red", "yellow")
)


_VOICE_STYLES = tuple(f"italic {colour}" for colour in ("green", "cyan", "magenta", "yellow", "blue", "red"))


@dataclass(frozen=True)
class Mark:
    """One evidence span: code points of its field, and its tag's number in the legend."""

    start: int
    end: int
    number: int
    style: str


def topic_style(index: int) -> str:
    """Return the style of the topic with this place in the legend."""
    return _TOPIC_STYLES[index % len(_TOPIC_STYLES)]


def entity_style(index: int) -> str:
    """Return the style of the entity with this place in the legend."""
    return _ENTITY_STYLES[index % len(_ENTITY_STYLES)]


def voice_style(index: int) -> str:
    """Return the style of the role with this place in the legend."""
    return _VOICE_STYLES[index % len(_VOICE_STYLES)]


def superscript(number: int) -> str:
    """Return the number as a legend's reference.

    >>> superscript(12)
    '¹²'
    """
    return str(number).translate(_SUPERSCRIPTS)


def marked(text: str, marks: Iterable[Mark], *, brackets: bool = False, base: str = "") -> Text:
    """Return the text with each mark styled and followed by its number; brackets stand in for colour.

    Where marks overlap, the shorter one is seen.

    >>> marked("a stop and search", [Mark(2, 17, 1, "bold")], brackets=True).plain
    'a [stop and search]¹'
    """
    safe = printable(text)
    marks = sorted(set(marks), key=lambda mark: (mark.start, -mark.end, mark.number))
    shown = Text(style=base)
    edges = sorted({0, len(safe), *(mark.start for mark in marks), *(mark.end for mark in marks)})
    for start, end in pairwise(edges):
        if brackets:
            shown.append("[" * sum(mark.start == start for mark in marks))
        covering = [mark for mark in marks if mark.start <= start and end <= mark.end]
        shortest = min(covering, key=lambda mark: mark.end - mark.start, default=None)
        shown.append(safe[start:end], style=shortest.style if shortest else "")
        closing = [mark for mark in marks if mark.end == end]
        shown.append("]" * len(closing) if brackets else "")
        shown.append("·".join(superscript(mark.number) for mark in closing), style="dim")
    return shown
