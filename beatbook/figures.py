"""Draws numbers in the width of a word: bars and sparklines."""

from collections.abc import Iterable
from math import isnan

BLIND = "╳"
_STEPS = "▁▂▃▄▅▆▇█"
_EIGHTHS = " ▏▎▍▌▋▊▉█"
_NOTHING = "·"


def bar(value: float | None, highest: float, width: int = 24) -> str:
    """Return a bar of at most `width` cells, to an eighth of a cell; empty for nothing or unknown.

    >>> bar(3, 4, width=4)
    '███'
    """
    if value is None or not value > 0 or highest <= 0:  # NaN is not above zero either
        return ""
    eighths = max(1, round(value / highest * width * 8))
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()


def sparkline(values: Iterable[float | None], highest: float) -> str:
    """Return one character a value: a dot for zero, a cross where we were blind, a blank where NaN.

    >>> sparkline([0, 1, None, 4], highest=4)
    '·▂╳█'
    """
    return "".join(_tick(value, highest) for value in values)


def _tick(value: float | None, highest: float) -> str:
    if value is None:
        return BLIND
    if isnan(value):
        return " "
    if value <= 0 or highest <= 0:
        return _NOTHING
    return _STEPS[min(7, max(0, round(value / highest * 8) - 1))]
