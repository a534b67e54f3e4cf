"""What refining a day does, in plain functions that need no Airflow: read the takes, transform, commit."""

import os
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby, islice
from typing import Any

import pyarrow as pa
from day import Refused

import transforms
from spiders.catalogue import Outlet, outlets
from spiders.reading import Pruned
from spiders.takes import Take, takes
from transforms import gazetteer, ledger, taxonomy
from transforms.latest import latest
from transforms.repeats import without
from transforms.schemas import FETCHES, OUTLETS, PAGES, POLLS, RUNS
from warehouse.home import Home
from warehouse.journal import Journal
from warehouse.lake import Lake

AT_ONCE = 200  # pages in memory; the largest may have some megabytes each

Tables = dict[str, pa.Table]


def commit(day: date) -> int:
    """Return the lake's version once it holds exactly what the day's archive gives.

    Raises Refused for a day whose pages were pruned: refining it again would lose its articles.
    """
    home = Home.to_fill()
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
    refined = [_outlet(group, owned, selectors, topics, entities) for group in by_outlet]
    return {
        **{
            name: pa.concat_tables(each[name] for each in refined) for name in (refined[0] if refined else ())
        },
        "outlets": pa.Table.from_pylist([_row(outlet) for outlet in catalogue], schema=OUTLETS),
        "topics": topics.table(),
        "entities": entities.table(),
    }


def _outlet(
    group: list[Take],
    owned: Mapping[str, tuple[str, ...]],
    selectors: Mapping[str, list[dict[str, Any]]],
    topics: taxonomy.Taxonomy,
    entities: gazetteer.Gazetteer,
) -> Tables:
    """Return the tables of one outlet's takes of the day."""
    articles, versions, readings, repeated = _read(group, owned, selectors)
    topic_hits = transforms.topics(articles, topics)
    entity_hits = transforms.entities(articles, entities)
    fetches = ledger.fetches(_table((row for take in group for row in take.fetches()), FETCHES), readings)
    refined = {
        "articles": articles,
        "versions": versions,
        "repeats": repeated,
        "article_topics": transforms.article_topics(topic_hits),
        "article_entities": transforms.article_entities(entity_hits),
        "relevance": transforms.relevance(articles),
        "mentions": transforms.mentions(topic_hits, entity_hits),
        "postings": transforms.postings(articles),
        "people": transforms.people(articles, entities),
        "voices": transforms.voices(articles, entities),
        "wording": transforms.wording(articles),
        "fetches": fetches,
        "polls": _table((row for take in group for row in take.polls()), POLLS),
        "runs": ledger.runs(_table((take.run() for take in group), RUNS), fetches),
    }
    _tell(group[-1], refined)
    return refined


def _read(
    group: list[Take],
    owned: Mapping[str, tuple[str, ...]],
    selectors: Mapping[str, list[dict[str, Any]]],
) -> tuple[pa.Table, pa.Table, pa.Table, pa.Table]:
    """Return articles, their versions, readings of all pages, and the lines the outlet repeated that day.

    A bounded number of pages is in memory at a time. What is repeated is learned from the day itself, so
    that the same takes give the same tables.
    """
    pages = (page for take in group for page in take.pages())
    read = [transforms.read(PAGES.empty_table(), owned, selectors)]
    while some := list(islice(pages, AT_ONCE)):
        read.append(transforms.read(_table(some, PAGES), owned, selectors))
    articles, readings = (pa.concat_tables(tables) for tables in zip(*read, strict=True))
    repeated = transforms.repeats(articles)
    articles = without(articles, repeated)
    return latest(articles), transforms.versions(articles), readings, repeated


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
    of_run = fetches.filter(pa.compute.equal(fetches["run_id"], last.run_id))
    counts = {name: run[name] for name in ("offered", "fetched", "kept")}
    _note({"event": "outlet_done", "outlet": last.outlet, "outcomes": ledger.outcomes(of_run), **counts})


def _note(event: Mapping[str, Any]) -> None:
    Journal(Home.to_fill().journal).note({"stage": "refine", **event})
