"""The news desk: gives every moment of every newsroom a story, and lets no frame wear out."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from .draw import Draw
from .frame import Frame, frames
from .rota import Newsroom, london_day
from .setting import Setting
from .writing import Draft, write


@dataclass(frozen=True)
class Filed:
    """One story on the desk: what was written, for whom, and when it runs."""

    outlet: str
    published_at: datetime
    draft: Draft
    authors: tuple[str, ...]
    copy_of: "Filed | None" = None
    copy_kind: str | None = None
    cut: int | None = None  # how many paragraphs were kept
    headline: int = 0  # which of the draft's headlines
    swaps: tuple[tuple[str, str], ...] = ()  # words the copying desk changed


@dataclass
class Desk:
    """Hands out frames; remembers how often each was used, by whom."""

    seed: str
    used: Counter[tuple[str, str]] = field(default_factory=Counter)

    def story(self, newsroom: Newsroom, moment: datetime, number: int) -> Filed:
        """Return one story for the newsroom at the moment."""
        draw = Draw(f"{self.seed}/{newsroom.slug}/{number}")
        frame = self._frame(newsroom, newsroom.on if draw.chance(newsroom.on_share) else newsroom.off, draw)
        draft = write(frame, self.setting(frame, newsroom, moment, draw), newsroom.verbs)
        return Filed(newsroom.slug, moment, draft, byline(newsroom, draw))

    def setting(
        self,
        frame: Frame,
        newsroom: Newsroom,
        moment: datetime,
        draw: Draw,
        fixed: dict[str, str] | None = None,
    ) -> Setting:
        """Return where the story is set: one of the frame's settings that the newsroom covers."""
        places = [place for place in frame.settings if place in newsroom.settings]
        place = draw.weighted(places, [newsroom.settings[place] for place in places])
        return Setting(
            place,
            london_day(moment),
            draw,
            dict(frame.cast),
            newsroom.honorifics,
            newsroom.per_cent,
            kept=dict(fixed or {}),
        )

    def _frame(self, newsroom: Newsroom, desks: dict[str, int], draw: Draw) -> Frame:
        open_desks = {desk: self._runnable(newsroom, desk) for desk, weight in desks.items() if weight}
        # a desk may have nothing that this newsroom can run
        names = [desk for desk, found in open_desks.items() if found]
        desk = draw.weighted(names, [desks[name] for name in names])
        choice = open_desks[desk]
        # the less a frame was used, the likelier it is; the same outlet tires of it soonest
        weights = [
            1 / (1 + 4 * self.used[newsroom.slug, frame.name] + self.used["", frame.name]) for frame in choice
        ]
        frame = draw.weighted(choice, weights)
        self.used[newsroom.slug, frame.name] += 1
        self.used["", frame.name] += 1
        return frame

    def _runnable(self, newsroom: Newsroom, desk: str) -> list[Frame]:
        return [
            frame
            for frame in frames().get(desk, ())
            if set(frame.settings) & set(newsroom.settings)
            and (not frame.outlets or newsroom.slug in frame.outlets)
        ]


def byline(newsroom: Newsroom, draw: Draw) -> tuple[str, ...]:
    """Return one reporter, now and then two, or none where nobody signs."""
    if not newsroom.reporters or draw.chance(0.04):
        return ()
    return tuple(draw.some(newsroom.reporters, 2 if draw.chance(0.08) else 1))
