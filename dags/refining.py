"""What refining a day does, in plain functions that need no Airflow: read the takes, transform, commit."""

import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby, islice
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from day import Refused
from reading_pool import Read, ReadingPool

import transforms
from spiders.catalogue import Outlet, outlets
from spiders.reading import Pruned
from spiders.takes import Take, takes
from transforms import gazetteer, ledger, taxonomy
from transforms.latest import latest
from transforms.repeats import without
from transforms.schemas import ARTICLES, FETCHES, OUTLETS, PAGES, POLLS, READINGS, RUNS
from warehouse import ageing
from warehouse.home import Home
from warehouse.journal import Journal
from warehouse.lake import Lake

AT_ONCE = 200  # pages that a worker gets together; the largest may have some megabytes each

Tables = dict[str, pa.Table]


def commit(day: date) -> int:
    """Return the lake's version once it holds exactly what the day's archive gives.

    Raises Refused for a day whose pages were pruned: refining it again would lose its articles; and for
    one of which texts were emptied: it would bring them back.
    """
    home = Home.to_fill()
    if days := ageing.emptied(home, day):
        raise Refused(
            f"Texts of {day} were kept for {days} days and are emptied: refining the day again would bring "
            "them back. keep_text_days in retention.toml says for how long texts are kept."
        )
    try:
        refined = tables(takes(home.archive, day))
    except Pruned as over:
        raise Refused(str(over)) from over
    version = Lake(home.lake).commit(f"day:{day}", refined, day=day)
    _note({"event": "stage_done"})
    return version


def tables(day: list[Take]) -> Tables:
    """Return every table of the day's takes; the same takes give the same tables."""
    catalogue = outlets()
    topics = taxonomy.load(more=os.environ.get("BEATBOOK_TOPICS"))
    entities = gazetteer.load(more=os.environ.get("BEATBOOK_GAZETTEER"))
    by_outlet = [list(group) for _, group in groupby(day, key=lambda take: take.outlet)]
    _note({"event": "stage_started", "total": len(by_outlet)})
    owned = {outlet.slug: outlet.domains for outlet in catalogue}
    selectors = {outlet.slug: [one.plain() for one in outlet.selectors] for outlet in catalogue}
    with ReadingPool(owned, selectors) as pool:
        refined = [_outlet(group, read, topics, entities) for group, read in _read(by_outlet, pool)]
    return {
        **{
            name: pa.concat_tables(each[name] for each in refined) for name in (refined[0] if refined else ())
        },
        "outlets": pa.Table.from_pylist([_row(outlet) for outlet in catalogue], schema=OUTLETS),
        "topics": topics.table(),
        "entities": entities.table(),
    }


def _outlet(
    group: list[Take], read: Read, topics: taxonomy.Taxonomy, entities: gazetteer.Gazetteer
) -> Tables:
    """Return the tables of one outlet's takes of the day.

    What is repeated is learned from the day itself, so that the same takes give the same tables.
    """
    shown, readings = read
    repeated = transforms.repeats(shown)
    shown = without(shown, repeated)
    articles, versions = latest(shown), transforms.versions(shown)
    fetches = ledger.fetches(_table((row for take in group for row in take.fetches()), FETCHES), readings)
    refined = {
        "articles": articles,
        "versions": versions,
        "repeats": repeated,
        **transforms.tags(articles, topics, entities),
        "postings": transforms.postings(articles),
        "fetches": fetches,
        "polls": _table((row for take in group for row in take.polls()), POLLS),
        "runs": ledger.runs(_table((take.run() for take in group), RUNS), fetches),
    }
    _tell(group[-1], refined)
    return refined


def _read(by_outlet: list[list[Take]], pool: ReadingPool) -> Iterator[tuple[list[Take], Read]]:
    """Yield each outlet's takes with what was read of their pages, while the pool reads those of the next.

    A bounded number of pages is in memory at a time; a batch may hold pages of several outlets.
    """
    pages = (page for group in by_outlet for take in group for page in take.pages())
    batches = (_table(some, PAGES) for some in iter(lambda: list(islice(pages, AT_ONCE)), []))
    read = groupby(
        ((outlet, part) for both in pool.read(batches) for outlet, part in _apart(both)),
        key=lambda each: each[0],
    )
    waiting = None
    for group in by_outlet:
        waiting = waiting or next(read, None)
        mine = [(ARTICLES.empty_table(), READINGS.empty_table())]
        if waiting and waiting[0] == group[0].outlet:
            mine += [part for _, part in waiting[1]]
            waiting = None
        articles, readings = (pa.concat_tables(tables) for tables in zip(*mine, strict=True))
        yield group, (articles, readings)
    if waiting := waiting or next(read, None):
        raise ValueError(f"pages of {waiting[0]!r} lie in no take of that outlet")


def _apart(both: Read) -> Iterator[tuple[str, Read]]:
    """Yield a batch's articles and readings outlet by outlet, in the order of its pages."""
    for outlet in both[1]["outlet"].unique().to_pylist():
        articles, readings = (table.filter(pc.equal(table["outlet"], outlet)) for table in both)
        yield outlet, (articles, readings)


def _table(rows: Iterable[Mapping[str, Any]], schema: pa.Schema) -> pa.Table:
    """Return the rows as a table; what is still to be known of them is left out, not null."""
    listed = list(rows)
    known = [field for field in schema if not listed or field.name in listed[0]]
    return pa.Table.from_pylist(listed, schema=pa.schema(known))


def _row(outlet: Outlet) -> dict[str, Any]:
    least, most = outlet.expect_per_day or (None, None)
    named = {name: getattr(outlet, name) for name in OUTLETS.names if hasattr(outlet, name)}
    return {**named, "outlet": outlet.slug, "expect_min_per_day": least, "expect_max_per_day": most}


def _tell(last: Take, refined: Tables) -> None:
    """Tell what became of the outlet in its last run; a failed one was told of when it failed."""
    if last.failed:
        _note({"event": "step", "name": last.outlet})
        return
    [run] = [row for row in refined["runs"].to_pylist() if row["run_id"] == last.run_id]
    fetches = refined["fetches"]
    of_run = fetches.filter(pc.equal(fetches["run_id"], last.run_id))
    counts = {name: run[name] for name in ("offered", "fetched", "kept")}
    _note({"event": "outlet_done", "outlet": last.outlet, "outcomes": ledger.outcomes(of_run), **counts})


def _note(event: Mapping[str, Any]) -> None:
    Journal(Home.to_fill().journal).note({"stage": "refine", **event})
