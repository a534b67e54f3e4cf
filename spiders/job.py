"""One crawl's order, as the launcher hands it to the Scrapy process."""

import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Self

from .catalogue import Outlet, Source
from .paths import TakePaths


@dataclass(frozen=True)
class Job:
    """What to crawl, where to write, and for how long to ask for pages."""

    outlet: Outlet
    archive: Path
    frontier: Path
    cache: Path
    run_id: str
    day: date
    budget_seconds: float
    parent: int  # the launcher's process: the crawl ends when it does
    poll_all: bool = False  # also the sources that are not due
    look_again: int = 0  # at so many of the newest pages, though they are not due

    @property
    def paths(self) -> TakePaths:
        """Where the take's files go."""
        return TakePaths(self.archive, self.outlet.slug, self.run_id, self.day)

    def to_json(self) -> str:
        """Return the job as JSON."""
        return json.dumps(asdict(self), default=str)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Return the job that the JSON of `to_json` describes."""
        given = json.loads(text)
        outlet = given["outlet"]
        for name in ("domains", "exclude", "honour"):
            outlet[name] = tuple(outlet[name])
        outlet["expect_per_day"] = outlet["expect_per_day"] and tuple(outlet["expect_per_day"])
        outlet["sources"] = tuple(Source(**source) for source in outlet["sources"])
        return cls(
            outlet=Outlet(**outlet),
            archive=Path(given["archive"]),
            frontier=Path(given["frontier"]),
            cache=Path(given["cache"]),
            run_id=given["run_id"],
            day=date.fromisoformat(given["day"]),
            budget_seconds=given["budget_seconds"],
            poll_all=given["poll_all"],
            look_again=given["look_again"],
            parent=given["parent"],
        )
