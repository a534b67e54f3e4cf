"""Answers `beatbook outlets check`: which sources of the catalogue work, and why the others do not."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from beatbook.asked import asking
from beatbook.catalogued import catalogued
from beatbook.formats import Format, emit
from beatbook.screen import say

if TYPE_CHECKING:
    from spiders.catalogue import Outlet
    from spiders.checking import Verdict


def answer(slugs: Sequence[str], form: Format) -> int:
    """Write a verdict on each source, and return 1 if an enabled outlet has none that works."""
    from spiders.checking import verdicts

    chosen = [outlet for outlet in catalogued(slugs) if slugs or outlet.enabled]
    questions = [(source, outlet) for outlet in chosen for source in outlet.sources]
    now = datetime.now(UTC)
    with asking() as network:
        said = dict(verdicts(network, [(source, outlet.domains) for source, outlet in questions], now))
    rows = [_row(outlet, said[number], now) for number, (_, outlet) in enumerate(questions)]
    _write(rows, form)
    works = {outlet.slug for number, (_, outlet) in enumerate(questions) if said[number].works}
    dead = [outlet.slug for outlet in chosen if outlet.enabled and outlet.slug not in works]
    working = sum(verdict.works for verdict in said.values())
    say(f"{working} of {len(questions)} sources work, of {len(chosen)} outlets")
    if dead:
        say(f"without any that works: {', '.join(dead)}; mend or disable their files", style="red")
    return 1 if dead else 0


def _row(outlet: "Outlet", verdict: "Verdict", now: datetime) -> dict[str, Any]:
    return {
        "outlet": outlet.slug,
        "kind": verdict.source.kind,
        "verdict": "works" if verdict.works else (verdict.outcome if verdict.items == 0 else "odd"),
        "robots": verdict.robots,
        "status": verdict.status,
        "content_type": verdict.content_type,
        "items": verdict.items,
        "newest": _age(verdict.newest_at, now),
        "newest_at": verdict.newest_at,
        "source": verdict.source.url,
        "detail": verdict.detail,
    }


def _age(moment: datetime | None, now: datetime) -> str | None:
    """Return how old the newest item is, in the largest unit that says it.

    >>> _age(datetime(2026, 11, 22, 9, tzinfo=UTC), datetime(2026, 11, 22, 12, tzinfo=UTC))
    '3 h'
    """
    if moment is None:
        return None
    minutes = int((now - moment).total_seconds() // 60)
    if minutes < 0:
        return "in future"
    for unit, size in (("d", 1440), ("h", 60)):
        if minutes >= size:
            return f"{minutes // size} {unit}"
    return f"{minutes} min"


def _subtype(row: dict[str, Any]) -> str | None:
    kind: str | None = row["content_type"]
    return kind and kind.rpartition("/")[2]


def _path(url: str) -> str:
    """Return what tells an outlet's sources apart.

    >>> _path("https://www.example.test/news/?service=rss")
    '/news/?service=rss'
    """
    return "/" + url.split("/", 3)[3] if url.count("/") > 2 else url


def _write(rows: list[dict[str, Any]], form: Format) -> None:
    import pyarrow as pa

    from beatbook import rows_face

    texts = ("outlet", "kind", "verdict", "robots", "content_type", "newest", "source", "detail")
    moment = pa.timestamp("us", "UTC")
    kinds = {"status": pa.int16(), "items": pa.int32(), "newest_at": moment} | dict.fromkeys(
        texts, pa.string()
    )
    order = list(rows[0]) if rows else list(kinds)
    table = pa.Table.from_pylist(rows, schema=pa.schema([(name, kinds[name]) for name in order]))
    if form is Format.TABLE:
        shown = [row | {"content_type": _subtype(row), "source": _path(row["source"])} for row in rows]
        order = [name for name in order if name != "newest_at"]
        schema = pa.schema([(name, kinds[name]) for name in order])
        rows_face.show(pa.Table.from_pylist(shown, schema=schema), wide=("source", "detail"))
    else:
        emit(table, form)
