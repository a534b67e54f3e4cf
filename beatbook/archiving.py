"""Answers `beatbook archive`: the archive of BEATBOOK_HOME, verified, counted, read and pruned."""

import datetime as dt
import sys
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from beatbook.formats import Format, emit
from beatbook.printable import line, printable
from beatbook.refusal import Refusal
from warehouse.home import Home

if TYPE_CHECKING:
    import pyarrow as pa

    from spiders.captures import Capture
    from spiders.retention import Retention


def verify(form: Format) -> int:
    """Write one row for each damage found; return 1 if there was any, else 0."""
    from beatbook.screen import say
    from spiders import verification

    verdicts = list(verification.verify(_archive()))
    damages = [asdict(damage) for verdict in verdicts for damage in verdict.damages]
    if damages or form is not Format.TABLE:
        _write(damages, _schema(file="string", offset="int64", what="string"), form, wide=("file", "what"))
    records, size = (sum(getattr(each, name) for each in verdicts) for name in ("records", "bytes"))
    whole = f"{len(damages):,} damaged places in" if damages else "Whole:"
    say(f"{whole} {len(verdicts):,} takes with {records:,} records in {size:,} bytes.")
    return 1 if damages else 0


def stats(form: Format) -> None:
    """Write one row an outlet and month."""
    from spiders import inventory

    schema = _schema(
        outlet="string",
        month="string",
        takes="int64",
        files="int64",
        pruned="int64",
        responses="int64",
        revisits="int64",
        bytes="int64",
        saved_bytes="int64",
        oldest_at="timestamp",
        newest_at="timestamp",
    )
    _write([asdict(row) for row in inventory.months(_archive())], schema, form)


def get(url: str, at: dt.date | None, headers: bool) -> None:
    """Write the page's newest capture that was answered with 200, else its newest; to a pipe byte for byte.

    A terminal gets it as safe text: what a stranger wrote must not command it.
    """
    from spiders import reading

    capture = _capture(url, at)
    try:
        page = reading.read(_archive(), capture.filename, capture.offset)
    except (ValueError, OSError) as problem:
        raise Refusal(f"{problem}.", 1) from problem
    head = f"{page.head.strip()}\r\n\r\n" if headers else ""
    if sys.stdout.isatty():
        sys.stdout.write(printable((head + page.body.decode("utf-8", "replace")).replace("\r\n", "\n")))
    else:
        sys.stdout.buffer.write(head.encode("utf-8") + page.body)
        sys.stdout.buffer.flush()


def _capture(url: str, at: dt.date | None) -> "Capture":
    from beatbook.screen import say
    from spiders import inventory
    from spiders.catalogue import outlets

    owners = [outlet.slug for outlet in outlets() if outlet.owns(url)]
    chosen = _newest(inventory.find(_archive(), url, at, owners))
    if chosen is None and owners:  # it may be of an outlet that is no longer in the catalogue
        chosen = _newest(inventory.find(_archive(), url, at))
    if chosen is None:
        until = f" up to {at}" if at else ""
        raise Refusal(
            f"The archive holds no capture of {line(url)}{until}: `beatbook search` finds articles.", 1
        )
    seen = "unchanged" if chosen.kind == "revisit" else str(chosen.status or "no status")
    say(f"{line(chosen.url)} as served at {chosen.at:%Y-%m-%d %H:%M} UTC ({seen})", style="dim")
    return chosen


def _newest(found: "Iterable[Capture]") -> "Capture | None":
    """Return the first that was answered with 200 or is unchanged since, else the first of all."""
    first = None
    for capture in found:
        if capture.status in (200, 304):
            return capture
        first = first or capture
    return first


def prune(dry_run: bool, form: Format) -> None:
    """Write one row for each file old enough to go, and what still holds it; then let them go.

    Texts whose time is over are emptied in the lake; how many of each outlet and day is told on stderr.
    """
    from spiders import retention
    from warehouse import keeping

    home = Home.from_env()
    rules = home.root / "retention.toml"
    try:
        kept, texts = retention.load(rules), keeping.texts(home.root)
    except (retention.RetentionError, keeping.KeepingError) as problem:
        raise Refusal(f"{problem}.") from problem
    if kept == retention.Retention() and texts.least is None:
        raise Refusal(
            f"Everything is kept: write `keep_days = 400` for pages or `keep_text_days = 90` for texts into "
            f"{rules} to change that."
        )
    if kept != retention.Retention():
        _prune(home, kept, dry_run, form)
    if texts.least is not None:
        _age(home, dry_run)


def _age(home: Home, dry_run: bool) -> None:
    from beatbook.screen import say
    from beatbook.undisturbed import undisturbed
    from warehouse import ageing

    today = dt.datetime.now(dt.UTC).date()
    with nullcontext() if dry_run else undisturbed(home, "prune texts"):
        aged = ageing.age(home, today, dry=dry_run)
    verb = "would be" if dry_run else "are"
    for each in aged:
        say(
            f"{line(each.outlet)}, {each.day}: the texts of {each.articles:,} articles, kept for "
            f"{each.keep_text_days:,} days, {verb} emptied."
        )
    if aged and not dry_run:
        say("The next `beatbook publish` shows it; earlier snapshots and backups still hold the texts.")
    elif not aged:
        say("No text's time is over.")


def _prune(home: Home, kept: "Retention", dry_run: bool, form: Format) -> None:
    from beatbook.screen import say
    from spiders import retention

    removals = retention.due(home.archive, kept, dt.datetime.now(dt.UTC).date())
    schema = _schema(
        outlet="string", day="date", file="string", bytes="int64", keep_days="int64", held_by="string"
    )
    _write([asdict(removal) for removal in removals], schema, form, wide=("file", "held_by"))
    going = [removal for removal in removals if removal.held_by is None]
    freed = sum(each.bytes for each in going) if dry_run else retention.prune(home.archive, removals)
    verb = "would go" if dry_run else "went"
    waiting = len(removals) - len(going)
    say(f"{len(going):,} files with {freed:,} bytes {verb}; {waiting:,} wait for younger ones.")


def _archive() -> Any:
    archive = Home.from_env().archive
    if not archive.is_dir():
        raise Refusal(f"There is no archive in {archive.parent} yet: run `make demo` or `beatbook crawl`.")
    return archive


def _schema(**columns: str) -> "pa.Schema":
    import pyarrow as pa

    types = {
        "string": pa.string(),
        "int64": pa.int64(),
        "date": pa.date32(),
        "timestamp": pa.timestamp("us", tz="UTC"),
    }
    return pa.schema([(name, types[kind]) for name, kind in columns.items()])


def _write(
    rows: Sequence[dict[str, Any]], schema: "pa.Schema", form: Format, wide: Sequence[str] = ()
) -> None:
    import pyarrow as pa

    from beatbook import rows_face

    table = pa.Table.from_pylist(list(rows), schema=schema)
    if form is Format.TABLE:
        rows_face.show(table, wide=wide)
    else:
        emit(table, form)
