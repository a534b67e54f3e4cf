"""Adds the journal's events up to what a person wants to know: how far, and what came of each outlet."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from beatbook.printable import line

STAGES = ("collect", "refine", "publish", "site")
KEPT = "fetched"  # the one outcome that is not a reason for dropping

State = Literal["waiting", "running", "done", "failed"]


@dataclass
class Stage:
    """One stage of the run: its steps so far and the time it took."""

    name: str
    total: int = 0
    done: int = 0
    failed: int = 0
    step: str = ""
    state: State = "waiting"
    started_at: dt.datetime | None = None
    ended_at: dt.datetime | None = None

    @property
    def fraction(self) -> float:
        """How much of the stage is behind us, 0 to 1."""
        if self.state == "done":
            return 1.0
        return min(1.0, (self.done + self.failed) / self.total) if self.total else 0.0

    def seconds(self, now: dt.datetime) -> float:
        """Return how long the stage has run, in seconds."""
        return ((self.ended_at or now) - self.started_at).total_seconds() if self.started_at else 0.0


@dataclass
class Outlet:
    """One outlet's share of the run."""

    name: str
    state: State = "waiting"
    offered: int = 0
    fetched: int = 0
    kept: int | None = None  # unknown until refined
    outcomes: Counter[str] = field(default_factory=Counter)
    reason: str = ""

    def dropped(self) -> str:
        """Return why the rest was not kept, most frequent first, as in `3 robots_denied, 2 gone`."""
        reasons = [(name, count) for name, count in self.outcomes.most_common() if name != KEPT and count]
        return ", ".join(f"{count:,} {name}" for name, count in reasons)


class Progress:
    """The state of a run, event by event (docs/architecture.md lists the events)."""

    def __init__(self) -> None:
        self.stages = {name: Stage(name) for name in STAGES}
        self.outlets: dict[str, Outlet] = {}
        self.notes = 0

    def note(self, event: Mapping[str, Any]) -> None:
        """Take in one event; events of unknown name or stage change nothing but the count."""
        self.notes += 1
        stage = self.stages.get(event.get("stage", ""))
        react = getattr(self, f"_on_{event.get('event')}", None)
        if stage is not None and react is not None:
            react(stage, event)

    def outlet(self, event: Mapping[str, Any]) -> Outlet:
        """Return the outlet that an event is about."""
        name = line(str(event.get("outlet", "?")))
        return self.outlets.setdefault(name, Outlet(name))

    def total(self, measure: Literal["offered", "fetched", "kept"]) -> int:
        """Return the sum of one measure over all outlets."""
        return sum(getattr(outlet, measure) or 0 for outlet in self.outlets.values())

    def _on_stage_started(self, stage: Stage, event: Mapping[str, Any]) -> None:
        stage.total = int(event.get("total") or 0)
        stage.started_at, stage.state = _moment(event), "running"

    def _on_stage_done(self, stage: Stage, event: Mapping[str, Any]) -> None:
        stage.ended_at, stage.state = _moment(event), "done"

    def _on_stage_failed(self, stage: Stage, event: Mapping[str, Any]) -> None:
        stage.ended_at, stage.state = _moment(event), "failed"
        stage.step = line(str(event.get("reason", "")))

    def _on_step(self, stage: Stage, event: Mapping[str, Any]) -> None:
        stage.step = line(str(event.get("name", "")))
        stage.done += 1

    def _on_outlet_started(self, stage: Stage, event: Mapping[str, Any]) -> None:
        outlet = self.outlet(event)
        if outlet.state == "failed":  # it is tried again
            stage.failed -= 1
        outlet.state = "running"

    def _on_outlet_progress(self, stage: Stage, event: Mapping[str, Any]) -> None:
        outlet = self.outlet(event)
        outlet.state = "running"
        outlet.offered, outlet.fetched = int(event.get("offered", 0)), int(event.get("fetched", 0))

    def _on_outlet_done(self, stage: Stage, event: Mapping[str, Any]) -> None:
        outlet = self.outlet(event)
        outlet.state = "done"
        if "offered" in event:
            outlet.offered, outlet.fetched = int(event["offered"]), int(event.get("fetched", 0))
        if "kept" in event:
            outlet.kept = int(event["kept"])
        if event.get("outcomes"):
            outlet.outcomes = Counter({line(name): int(n) for name, n in event["outcomes"].items()})
        stage.done += 1

    def _on_outlet_failed(self, stage: Stage, event: Mapping[str, Any]) -> None:
        outlet = self.outlet(event)
        outlet.state, outlet.reason = "failed", line(str(event.get("reason", "no reason given")))
        stage.failed += 1


def _moment(event: Mapping[str, Any]) -> dt.datetime:
    return dt.datetime.fromisoformat(event["at"])
