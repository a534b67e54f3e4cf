"""Says days and times as London readers do: `Fri 6 Nov 2026, 14:05 GMT`."""

import datetime as dt


def day(date: dt.date) -> str:
    """Return a day in words.

    >>> day(dt.date(2026, 11, 6))
    '6 Nov 2026'
    """
    return f"{date.day} {date:%b %Y}"


def span(first: dt.date, last: dt.date) -> str:
    """Return two days in words, the year once if it is the same.

    >>> span(dt.date(2026, 7, 6), dt.date(2026, 11, 1))
    '6 Jul to 1 Nov 2026'
    """
    if first.year != last.year:
        return f"{day(first)} to {day(last)}"
    if first.month != last.month:
        return f"{first.day} {first:%b} to {day(last)}"
    return f"{first.day} to {day(last)}" if first != last else day(first)


def monday(date: dt.date) -> dt.date:
    """Return the first day of a day's week.

    >>> monday(dt.date(2026, 11, 1))
    datetime.date(2026, 10, 26)
    """
    return date - dt.timedelta(days=date.weekday())


def day_and_time(moment: dt.datetime | str | None) -> str:
    """Return a moment as London's clocks show it; empty for none.

    >>> day_and_time("2026-07-06T13:05:00+00:00")
    'Mon 6 Jul 2026, 14:05 BST'
    """
    if moment is None:
        return ""
    if isinstance(moment, str):
        moment = dt.datetime.fromisoformat(moment)
    local = (moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)).astimezone(london())
    return f"{local:%a} {day(local)}, {local:%H:%M %Z}"


def london() -> dt.tzinfo:
    """Return London's clock; its rules are read when they are first asked for."""
    from zoneinfo import ZoneInfo  # takes as long as a short answer

    return ZoneInfo("Europe/London")


def london_day(moment: dt.datetime) -> dt.date:
    """Return the day in London of a moment in UTC without a zone.

    >>> london_day(dt.datetime(2026, 7, 6, 23, 30))
    datetime.date(2026, 7, 7)
    """
    return moment.replace(tzinfo=dt.UTC).astimezone(london()).date()


def asked_day(text: str | None, option: str) -> dt.date | None:
    """Return the day that an option names; refuses anything but YYYY-MM-DD."""
    from beatbook.refusal import Refusal

    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise Refusal(f"{option} {text}: expected a day such as 2026-07-06.") from None


def asked_days(since: str | None, until: str | None) -> tuple[dt.date | None, dt.date | None]:
    """Return the days that --from and --to name; refuses an end before its start, and as `asked_day` does."""
    from beatbook.refusal import Refusal

    first, last = asked_day(since, "--from"), asked_day(until, "--to")
    if first and last and last < first:
        raise Refusal(f"--to {last} lies before --from {first}.")
    return first, last
