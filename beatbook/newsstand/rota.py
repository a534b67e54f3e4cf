"""Who covers what, and when: the outlets' habits, and the moments at which they publish."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from .draw import Draw
from .people import full_name, world

LONDON = ZoneInfo("Europe/London")
FIRST_DAY = date(2026, 7, 6)  # a Monday
LAST_DAY = date(2026, 11, 1)  # a Sunday, a week after British Summer Time ended
WEEKS = ((LAST_DAY - FIRST_DAY).days + 1) // 7
CLOSE = datetime.combine(LAST_DAY + timedelta(days=1), time(0), LONDON).astimezone(UTC)


@dataclass(frozen=True)
class Newsroom:
    """One outlet's habits, as rota.toml has them."""

    slug: str
    per_week: int
    on_share: float
    settings: dict[str, int]
    honorifics: bool
    per_cent: bool
    verbs: tuple[str, ...]
    reporters: tuple[str, ...]
    hours: tuple[int, ...]
    days: tuple[int, ...]  # weights, Monday first
    on: dict[str, int]
    off: dict[str, int]


def newsrooms(seed: str) -> tuple[Newsroom, ...]:
    """Return the newsrooms in rota's order, with the reporters the seed gives them."""
    return tuple(_newsroom(slug, habits, seed) for slug, habits in world("rota").items())


def _newsroom(slug: str, habits: dict[str, object], seed: str) -> Newsroom:
    draw = Draw(f"{seed}/{slug}/reporters")
    fields = {key: tuple(value) if isinstance(value, list) else value for key, value in habits.items()}
    reporters = tuple(full_name(draw) for _ in range(int(str(fields.pop("bylines")))))
    return Newsroom(slug=slug, reporters=reporters, **fields)  # type: ignore[arg-type]


def moments(newsroom: Newsroom, seed: str) -> list[datetime]:
    """Return when the newsroom publishes, in order, aware UTC; the number a week varies by a fifth or so."""
    draw = Draw(f"{seed}/{newsroom.slug}/moments")
    found = []
    for week in range(WEEKS):
        spread = max(1, newsroom.per_week // 5)
        for _ in range(newsroom.per_week + draw.between(-spread, spread)):
            weekday = draw.weighted(range(7), newsroom.days)
            found.append(at(FIRST_DAY + timedelta(days=7 * week + weekday), draw.pick(newsroom.hours), draw))
    return sorted(found)


def at(day: date, hour: int, draw: Draw) -> datetime:
    """Return a moment in that London hour, aware UTC."""
    local = datetime.combine(day, time(hour, draw.between(0, 59), draw.between(0, 59)), LONDON)
    return local.astimezone(UTC)


def london_day(moment: datetime) -> date:
    """Return the day on which a moment falls in London.

    >>> london_day(datetime(2026, 7, 5, 23, 30, tzinfo=UTC)).isoformat()
    '2026-07-06'
    """
    return moment.astimezone(LONDON).date()
