"""Draws a trend: a bar a period, or a line of small bars an outlet; where we were blind there is a gap."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from beatbook import moments
from beatbook.figures import BLIND, bar, sparkline
from beatbook.printable import line

BAR = 26
NAME = 26
BAR_STYLE, BLIND_STYLE, PART_STYLE = "cyan", "yellow", "dim"


@dataclass(frozen=True)
class Point:
    """One period of one line: its value, None where we were blind, and what to know about it."""

    period: dt.date  # its first day
    value: float | None  # NaN where there is nothing to say, as before the book knew the outlet
    note: str = ""  # "2 of 8 outlets blind", "so far"


@dataclass(frozen=True)
class Series:
    """One line of a trend: an outlet's, or all outlets' together."""

    name: str
    points: Sequence[Point]
    total: float | None


@dataclass(frozen=True)
class Measure:
    """What is counted, and how to write it."""

    unit: str  # "articles" or "% of output"
    every: str  # week | month

    def text(self, value: float | None) -> str:
        """Return a value as it stands in a table."""
        if value is None:
            return "blind"
        if isnan(value):
            return "–"
        return f"{value:,.2f}" if self.unit.startswith("%") else f"{value:,.0f}"

    def period(self, day: dt.date) -> str:
        """Return a period's name: a week's Monday, or the month."""
        return f"{day:%b %Y}" if self.every == "month" else moments.day(day)


def by_period(series: Series, measure: Measure) -> RenderableType:
    """Return one row a period, with a bar, the note beside it, and the total at the foot."""
    highest = _highest([series])
    table = _table()
    table.add_column("week of" if measure.every == "week" else "month", justify="right", no_wrap=True)
    table.add_column(measure.unit, justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    for point in series.points:
        drawn = Text(bar(point.value, highest, BAR), style=BAR_STYLE)
        if point.note:
            drawn.append(f"  {point.note}" if drawn else point.note, style=BLIND_STYLE)
        value = Text(measure.text(point.value), style="" if point.value is not None else BLIND_STYLE)
        table.add_row(measure.period(point.period), value, drawn)
    table.add_row(Text("all", style="bold"), Text(measure.text(series.total), style="bold"), "")
    return table


def by_outlet(lines: Sequence[Series], measure: Measure, room: int) -> RenderableType:
    """Return one row an outlet: its total, a small bar a period on one scale for all, and its highest.

    `room` is the console's width; where the periods do not fit, the earliest are left out and that is said.
    """
    periods = [point.period for point in lines[0].points] if lines else []
    fits = max(8, room - NAME - 10 - 22)
    shown, left_out = periods[-fits:], len(periods[:-fits])
    highest = _highest(lines)
    table = _table()
    table.add_column("outlet", no_wrap=True, overflow="ellipsis", max_width=NAME)
    table.add_column(measure.unit, justify="right", no_wrap=True)
    table.add_column(_axis(shown, measure), no_wrap=True)
    table.add_column("highest", no_wrap=True)
    for one in lines:
        ticks = sparkline((point.value for point in one.points[-len(shown) :]), highest)
        drawn = Text(ticks, style=BAR_STYLE)
        drawn.highlight_regex(BLIND, style=BLIND_STYLE)
        drawn.highlight_regex("·", style="dim")
        table.add_row(Text(line(one.name)), measure.text(one.total), drawn, _peak(one, measure))
    if left_out:
        return Group(table, Text(f"{left_out} earlier periods do not fit on the screen.", style="dim"))
    return table


def _highest(lines: Sequence[Series]) -> float:
    return max(
        (point.value for one in lines for point in one.points if point.value and point.value > 0), default=0
    )


def _table() -> Table:
    return Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")


def _axis(periods: Sequence[dt.date], measure: Measure) -> str:
    if not periods:
        return ""
    first, last = (
        f"{day:%b}" if measure.every == "month" else f"{day.day} {day:%b}"
        for day in (periods[0], periods[-1])
    )
    return f"{first}{last:>{max(len(last) + 1, len(periods) - len(first))}}"


def _peak(series: Series, measure: Measure) -> Text:
    seen = [point for point in series.points if point.value and point.value > 0]
    if not seen:
        return Text("–", style="dim")
    peak = max(seen, key=lambda point: (point.value or 0, point.period))
    return Text.assemble(
        measure.text(peak.value),
        (
            f"  {peak.period.day} {peak.period:%b}" if measure.every == "week" else f"  {peak.period:%b}",
            "dim",
        ),
    )
