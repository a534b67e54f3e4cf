"""Draws a run while it goes: a bar per stage, one line per outlet; plain lines where there is no terminal."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Literal

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.spinner import Spinner
from rich.table import Table
from rich.text import Text

from beatbook.progress import STAGES, Outlet, Progress, Stage

BAR = 28
SIGNS: Mapping[str, tuple[str, str]] = {
    "waiting": ("·", "dim"),
    "running": ("▸", "cyan"),
    "done": ("✓", "green"),
    "failed": ("✗", "bold red"),
}
Phase = Literal["live", "final"]
UNITS = {"publish": "steps", "site": "pages"}  # what a stage counts; the others count outlets
OPTIONAL = "site"  # the stage that a run may leave out: BEATBOOK_SITE=off


class Watch:
    """Shows a run's progress on a console, in place on a terminal and line by line elsewhere.

    Use as a context; `note` each event, and `tick` in between so that the clock moves.
    """

    def __init__(self, progress: Progress, console: Console) -> None:
        self.progress, self.console = progress, console
        self._spinner = Spinner("dots", style="cyan")
        self._live = (
            Live(console=console, auto_refresh=False, transient=True) if console.is_terminal else None
        )

    def __enter__(self) -> "Watch":
        if self._live:
            self._live.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._live:
            self._live.stop()
            self.console.print(picture(self.progress, _now(), spinner=self._spinner))
        else:
            self.console.print(_outlets(list(self.progress.outlets.values())))

    def note(self, event: Mapping[str, Any]) -> None:
        """Take in one event and show what it changed."""
        self.progress.note(event)
        if self._live:
            self.tick()
        elif said := sentence(self.progress, event):
            self.console.print(Text(said))

    def tick(self) -> None:
        """Redraw, so that the clock and the spinner move."""
        if self._live:
            room = max(3, self.console.height - len(STAGES) - 4)
            self._live.update(picture(self.progress, _now(), room, self._spinner), refresh=True)


def picture(
    progress: Progress, now: dt.datetime, room: int | None = None, spinner: Spinner | None = None
) -> RenderableType:
    """Return the whole picture; `room` is how many outlets fit, those at work first, all if None."""
    outlets = list(progress.outlets.values())
    if room is not None and len(outlets) > room:
        outlets = sorted(outlets, key=lambda outlet: outlet.state != "running")[:room]
    hidden = len(progress.outlets) - len(outlets)
    parts: list[RenderableType] = [_stages(progress, now, spinner), Text(), _outlets(outlets)]
    if not progress.notes:
        parts.insert(1, Text("  waking Airflow, a quarter of a minute ...", style="dim"))
    if hidden:
        parts.append(Text(f"  and {hidden} more outlets", style="dim"))
    return Group(*parts if outlets else parts[:-2])


def sentence(progress: Progress, event: Mapping[str, Any]) -> str:
    """Return the plain line that an event deserves, or nothing for those that only move a bar."""
    stage = progress.stages.get(event.get("stage", ""))
    if stage is None:
        return ""
    match event.get("event"):
        case "stage_started":
            return f"{stage.name}: {stage.total} {UNITS.get(stage.name, 'outlets')}"
        case "stage_done":
            return f"{stage.name}: done in {_clock(stage.seconds(_now()))}"
        case "stage_failed":
            return f"{stage.name}: FAILED, {stage.step}"
        case "outlet_done" if stage.name == "collect":
            outlet = progress.outlet(event)
            return f"  {outlet.name}: {outlet.offered:,} offered, {outlet.fetched:,} fetched"
        case "outlet_failed":
            outlet = progress.outlet(event)
            return f"  {outlet.name}: FAILED, {outlet.reason}"
    return ""


def _stages(progress: Progress, now: dt.datetime, spinner: Spinner | None) -> Table:
    stages = Table.grid(padding=(0, 1))
    stages.add_column(width=1)
    stages.add_column(width=8)
    stages.add_column(width=BAR)
    stages.add_column(justify="right", width=6, style="dim")
    stages.add_column(style="dim", overflow="ellipsis", no_wrap=True)
    for stage in progress.stages.values():
        if stage.name == OPTIONAL and stage.state == "waiting":
            continue
        sign, style = SIGNS[stage.state]
        mark = spinner if stage.state == "running" and spinner else Text(sign, style=style)
        clock = _clock(stage.seconds(now)) if stage.started_at else ""
        stages.add_row(mark, Text(stage.name, style="bold"), _bar(stage), clock, _doing(stage))
    return stages


def _bar(stage: Stage) -> Text:
    filled = round(stage.fraction * BAR)
    colour = {"done": "green", "failed": "red"}.get(stage.state, "cyan")
    return Text.assemble(("━" * filled, colour), ("─" * (BAR - filled), "bright_black"))


def _doing(stage: Stage) -> Text:
    if stage.state == "failed":
        return Text(stage.step, style="red")
    if stage.state == "running":
        count = f"{stage.done + stage.failed}/{stage.total}" if stage.total else ""
        return Text("  ".join(part for part in (count, stage.step) if part))
    return Text(f"{stage.failed} of {stage.total} failed", style="red") if stage.failed else Text()


def _outlets(outlets: list[Outlet]) -> Table:
    table = Table(box=None, padding=(0, 1), pad_edge=False, header_style="dim")
    table.add_column("", width=1)
    table.add_column("outlet", no_wrap=True, overflow="ellipsis", max_width=28)
    for measure in ("offered", "fetched", "kept"):
        table.add_column(measure, justify="right", no_wrap=True)
    table.add_column("why the rest was dropped", overflow="fold")
    for outlet in outlets:
        sign, style = SIGNS[outlet.state]
        dropped = Text(outlet.reason, style="red") if outlet.state == "failed" else Text(outlet.dropped())
        table.add_row(
            Text(sign, style=style),
            Text(outlet.name),
            _count(outlet.offered, outlet),
            _count(outlet.fetched, outlet),
            Text("") if outlet.kept is None else Text(f"{outlet.kept:,}", style="bold"),
            dropped,
        )
    return table


def _count(value: int, outlet: Outlet) -> Text:
    return Text("" if outlet.state == "waiting" else f"{value:,}")


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}:{rest:02d}"


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
