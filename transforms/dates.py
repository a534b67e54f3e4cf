"""When it was published and changed: every date a page gives, kept with its source, and the one that wins."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from dateutil import parser as dateutil

from transforms import jsonld
from transforms.page import Page
from transforms.printed_dates import ANY_MONTH, MONTHS, ZONES, printed

LONDON = ZoneInfo("Europe/London")
EARLIEST = datetime(
    1990, 1, 1, tzinfo=UTC
)  # no outlet was on the web before; what says so is a default or a slip
_PUBLISHED = (
    *("article:published_time", "og:article:published_time", "og:published_time", "datepublished"),
    *("parsely-pub-date", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "date.available"),
    *(
        "dc.date.issued",
        "dcterms.issued",
        "dcterms.created",
        "dc.date",
        "dcterms.date",
        "publish-date",
        "publish_date",
    ),
    *("publication_date", "pubdate", "article.published", "sailthru.date", "date", "date.created"),
)
_MODIFIED = (
    *("article:modified_time", "og:article:modified_time", "og:modified_time", "og:updated_time"),
    *("datemodified", "dcterms.modified", "dc.date.modified", "date.modified", "last-modified", "lastmod"),
    *("article.updated", "date.updated"),
)
_ISO = re.compile(
    r"^(\d{4})-(\d\d?)-(\d\d?)"
    r"(?:[T ]+(\d\d?):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s*(Z|UTC|GMT|[+-]\d\d:?(?:\d\d)?)?)?$",
    re.IGNORECASE,
)
_WRITTEN = re.compile(rf"(?=.*\b(?:19|20)\d\d\b)(?=.*\b(?:{ANY_MONTH}))", re.I)
_IN_URL = re.compile(rf"/(20\d\d|199\d)[/-](\d\d?|{ANY_MONTH})[/-](\d\d?)(?=[/-])")


@dataclass(frozen=True)
class DateCandidate:
    """One date that a page gives."""

    field: str  # published | modified
    at: datetime  # UTC
    source: str  # json-ld, meta:article:published_time, time, url, feed
    raw: str  # as the page wrote it
    is_day: bool = False  # no time of day was given


def candidates(page: Page) -> tuple[DateCandidate, ...]:
    """Return every date of the page that can be read, the most trustworthy first within its field.

    A time without an offset takes the offset of another date on the page with the same wall clock;
    otherwise it is London time on a UK page, since UK publishers' systems print the newsroom's clock, and
    UTC elsewhere. A bare day is its midnight in UTC, which is the same day in London all year.
    """
    written = list(
        dict.fromkeys((field, source, raw.strip()) for field, source, raw in _written(page) if raw.strip())
    )
    read = [(field, source, raw, *when) for field, source, raw in written if (when := parsed(raw))]
    is_londons = is_uk(page)
    if not any(field == "published" and not is_day for field, *_, is_day in read):
        told = printed(page, with_times=is_londons)
        read += [(field, "text", raw, *when) for field, raw in told if (when := parsed(raw))][:2]
    offsets = {at.replace(tzinfo=None, microsecond=0): at.tzinfo for *_, at, _ in read if at.tzinfo}
    home = LONDON if is_londons else UTC
    return tuple(
        DateCandidate(field, utc, source, raw[:200], is_day)
        for field, source, raw, at, is_day in read
        if (
            utc := _in_utc(at, UTC if is_day else offsets.get(at.replace(tzinfo=None, microsecond=0)) or home)
        )
    )


def _in_utc(at: datetime, default: tzinfo) -> datetime | None:
    try:
        return (at if at.tzinfo else at.replace(tzinfo=default)).astimezone(UTC)
    except (OverflowError, ValueError):
        return None


def is_uk(page: Page) -> bool:
    """Return whether the page is of a UK outlet, by its domain, its language or its locale."""
    try:
        host = urlsplit(page.url).hostname or ""
    except ValueError:
        host = ""
    told = (page.root.get("lang") or "", page.first("og:locale") or "")
    return host.endswith((".uk", ".london", ".scot", ".wales")) or any(
        said.replace("_", "-").lower() == "en-gb" for said in told
    )


def _written(page: Page) -> Iterator[tuple[str, str, str]]:
    """Yield field, source and text of each date, the most trustworthy first."""
    node = page.article
    for key in ("datePublished", "dateCreated", "uploadDate"):
        yield "published", "json-ld" if key == "datePublished" else f"json-ld:{key}", _plain(node.get(key))
    yield "modified", "json-ld", _plain(node.get("dateModified"))
    for field, names in (("published", _PUBLISHED), ("modified", _MODIFIED)):
        for name in names:
            for raw in page.meta.get(name, ()):
                yield field, f"meta:{name}", raw
    yield from _in_times(page)
    if found := _IN_URL.search(page.url.lower()):
        year, month, day = found.groups()
        number = MONTHS.index(month) + 1 if month in MONTHS else int(month)
        yield "published", "url", f"{year}-{number:02d}-{int(day):02d}"


def _plain(value: object) -> str:
    return jsonld.text(value) or ""


def _in_times(page: Page) -> Iterator[tuple[str, str, str]]:
    """Yield the dates of the time elements that say what they are, else of the first that has one."""
    said = [element for element in page.times if element.get("datetime")]
    for element in said:
        about = f"{element.get('itemprop') or ''} {element.get('class') or ''}".lower()
        if "modif" in about or "updat" in about:
            yield "modified", "time", element.get("datetime") or ""
        elif "publi" in about or element.get("pubdate") is not None:
            yield "published", "time", element.get("datetime") or ""
    if said:
        yield "published", "time:first", said[0].get("datetime") or ""


def parsed(raw: str) -> tuple[datetime, bool] | None:
    """Return the moment that the text gives (naive if it names no offset) and whether it is only a day.

    Days in figures alone ("04/05/2024") are not read: nobody can tell the day from the month.

    >>> parsed("2024-04-30 16:38:37 +02:00")[0].isoformat()
    '2024-04-30T16:38:37+02:00'
    >>> parsed("30 April 2024")
    (datetime.datetime(2024, 4, 30, 0, 0), True)
    >>> parsed("04/05/2024") is None
    True
    """
    raw = raw.strip()
    try:
        if raw.isdigit() and len(raw) in (10, 13):
            return datetime.fromtimestamp(int(raw[:10]), UTC), False
        if match := _ISO.match(raw):
            return _iso(match)
        if len(raw) <= 80 and _WRITTEN.search(raw):
            return _in_words(raw)
    except (ValueError, OverflowError):
        return None
    return None


def _iso(match: re.Match[str]) -> tuple[datetime, bool]:
    year, month, day, hour, minute, second, fraction, offset = match.groups()
    zone = _offset(offset) if offset else None
    micro = int(f"{fraction or 0:0<6}"[:6])
    at = datetime(
        int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0), micro, zone
    )
    return at, hour is None


def _offset(text: str) -> tzinfo:
    if text.upper() in ZONES:
        return UTC
    digits = text[1:].replace(":", "").ljust(4, "0")
    ahead = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(ahead if text[0] == "+" else -ahead)


def _in_words(raw: str) -> tuple[datetime, bool] | None:
    """Return a date written with its month's name; refused unless day, month and year are all there."""
    midnight = datetime(2000, 1, 1)  # noqa: DTZ001 (a zone here would become that of every text without one)
    first, second = (
        dateutil.parse(raw, default=default, dayfirst=True, tzinfos=ZONES, fuzzy=True)
        for default in (midnight, midnight + timedelta(days=1, hours=1))
    )
    return (first, first.hour != second.hour) if first.date() == second.date() else None


def winner(
    found: Sequence[DateCandidate], field: str, latest: datetime | None = None
) -> DateCandidate | None:
    """Return the first valid candidate of the field: after 1990 and, if given, not after `latest`.

    A bare day yields to the first candidate that gives the time of day within a day of it.
    """
    valid = [
        one
        for one in found
        if one.field == field and one.at >= EARLIEST and (latest is None or one.at <= latest)
    ]
    if not valid or not valid[0].is_day:
        return next(iter(valid), None)
    near = timedelta(days=1, hours=14)
    return next((one for one in valid if not one.is_day and abs(one.at - valid[0].at) <= near), valid[0])
