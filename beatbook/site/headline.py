"""Says in words what changed in a topic's coverage, by the same measure that the chart draws."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any, Literal

from beatbook import moments

LATELY, BEFORE = 4, 52  # weeks that are compared, and weeks that say what is usual
LEAST_LATELY, LEAST_BEFORE = 2, 8  # of them must have been seen
DEVIATIONS, BAND = 2.0, 0.2  # a change lies this far outside chance, and at least a fifth from what is usual
Measure = Literal["share", "articles"]
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Change:
    """The last four whole weeks beside the year before; `usual` and `lately` are in the measure's unit."""

    measure: Measure
    lately: float  # a share of the output, or articles a week
    usual: float
    articles: int  # in the weeks compared
    expected: float  # how many there would be if all were as usual
    weeks: int  # that say what is usual
    until: dt.date  # the last day of the weeks compared

    @property
    def deviations(self) -> float:
        """How many standard deviations of a Poisson count the articles lie from what was expected."""
        return (self.articles - self.expected) / sqrt(max(self.expected, 1))

    @property
    def ratio(self) -> float | None:
        """How many times what is usual; None where nothing is usual."""
        return self.lately / self.usual if self.usual else None

    @property
    def direction(self) -> int:
        """1 for more than chance lets expect, -1 for less, else 0."""
        ratio = self.ratio
        if abs(self.deviations) < DEVIATIONS or (ratio is not None and abs(ratio - 1) < BAND):
            return 0
        return 1 if self.deviations > 0 else -1


def change(weeks: Sequence[Row], measure: Measure) -> Change | None:
    """Return the change that whole weeks in order show; None where too few of them were seen."""
    lately = [week for week in weeks[-LATELY:] if week["articles"] is not None]
    before = [week for week in weeks[-LATELY - BEFORE : -LATELY] if week["articles"] is not None]
    if len(lately) < LEAST_LATELY or len(before) < LEAST_BEFORE:
        return None
    articles, size = sum(week["articles"] for week in lately), _size(lately, measure)
    usual = _size(before, measure)
    if not size or not usual:
        return None
    level = sum(week["articles"] for week in before) / usual
    until = date(weeks[-1]["period"]) + dt.timedelta(days=6)
    return Change(measure, articles / size, level, articles, level * size, len(before), until)


def headline(name: str, found: Change | None) -> str:
    """Return the change in a sentence.

    >>> day = dt.date(2026, 11, 1)
    >>> headline("Taser", Change("share", 0.06, 0.02, 24, 8.0, 13, day))
    'Taser: coverage has tripled'
    >>> headline("Taser", Change("share", 0.021, 0.02, 8, 7.6, 13, day))
    'Taser: coverage is at its usual level'
    """
    return f"{name}: {_words(found)}"


def deck(found: Change | None, who: str = "the outlets") -> str:
    """Return the figures behind the headline; empty where there is none.

    >>> deck(Change("articles", 6.0, 2.25, 24, 9.0, 13, dt.date(2026, 11, 1)))
    '6.0 articles a week in the four weeks to 1 Nov 2026, against 2.2 in the 13 weeks before.'
    """
    if found is None:
        return "Too few weeks were seen to say what is usual."
    when = f"in the four weeks to {moments.day(found.until)}"
    before = f"in the {found.weeks} weeks before"
    if found.measure == "share":
        lately, usual = percent(found.lately), percent(found.usual)
        return f"{lately} of what {who} published {when}, against {usual} {before}."
    return f"{found.lately:.1f} articles a week {when}, against {found.usual:.1f} {before}."


def percent(share: float) -> str:
    """Return a share in per cent, as the charts write it.

    >>> percent(0.0421), percent(0.5), percent(0.0004)
    ('4.2%', '50.0%', '0.0%')
    """
    return f"{100 * share:.1f}%"


def _words(found: Change | None) -> str:
    if found is None:
        return "too little seen to say what changed"
    ratio = found.ratio
    if found.direction == 0 or (ratio is None and not found.articles):
        return "coverage is at its usual level"
    if ratio is None:
        return "coverage has begun"
    if not found.articles:
        return "coverage has stopped"
    if ratio >= 1.8:
        return f"coverage has {_times(ratio)}"
    if ratio > 1:
        return f"coverage is up by {100 * (ratio - 1):.0f}%"
    return "coverage has more than halved" if ratio < 0.5 else f"coverage is down by {100 * (1 - ratio):.0f}%"


def _times(ratio: float) -> str:
    if ratio < 2.2:
        return "doubled" if ratio >= 2 else "almost doubled"
    if ratio < 2.8:
        return "more than doubled"
    if ratio < 3.3:
        return "tripled" if ratio >= 3 else "almost tripled"
    return f"grown {ratio:.0f}-fold"


def _size(weeks: Sequence[Row], measure: Measure) -> float:
    """Return what articles are counted against: the output, or the number of weeks."""
    return float(sum(week["output"] for week in weeks)) if measure == "share" else float(len(weeks))


def date(day: dt.date | str) -> dt.date:
    """Return a day that may be written in ISO 8601."""
    return dt.date.fromisoformat(day) if isinstance(day, str) else day
