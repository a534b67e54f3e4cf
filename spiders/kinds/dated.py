"""Addresses with the date in them, written out for each day, month or year of a window."""

import re
from datetime import UTC, datetime, timedelta

DATE = re.compile(r"\{(yyyy|mm|dd|m|d)\}")


def addresses(pattern: str, since: datetime | None, now: datetime) -> tuple[str, ...]:
    """Return the pattern's addresses from `since` to `now` (UTC days), newest first, each once.

    >>> addresses("https://a.test/{yyyy}-{mm}.xml", datetime(2025, 12, 31), datetime(2026, 1, 1))
    ('https://a.test/2026-01.xml', 'https://a.test/2025-12.xml')
    >>> addresses("https://a.test/map.xml", None, datetime(2026, 1, 1))
    ('https://a.test/map.xml',)
    """
    if since is None or not DATE.search(pattern):
        return (pattern,)
    last, first = (moment.astimezone(UTC) if moment.tzinfo else moment for moment in (now, since))
    days = [last.date() - timedelta(days=back) for back in range((last.date() - first.date()).days + 1)]
    written = [
        DATE.sub(
            lambda found, day=day: {  # type: ignore[misc]  # one day each
                "yyyy": f"{day:%Y}",
                "mm": f"{day:%m}",
                "dd": f"{day:%d}",
                "m": str(day.month),
                "d": str(day.day),
            }[found[1]],
            pattern,
        )
        for day in days
    ]
    return tuple(dict.fromkeys(written))
