"""Finds entities, people, voices, the beat and wording again, for `beatbook retag --all`."""

import os
from collections import Counter
from typing import TYPE_CHECKING

from beatbook.advancing import Advance, advancing
from beatbook.refusal import Refusal
from beatbook.retagging import pieces
from beatbook.rulebook import taxonomy
from beatbook.screen import say

if TYPE_CHECKING:
    import pyarrow as pa

    from transforms.gazetteer import Gazetteer
    from warehouse.lake import Lake
    from warehouse.taggings import Tagging

FOUND = ("article_entities", "mentions", "people", "relevance", "voices", "wording")


def gazetteer(lake: "Lake") -> "Gazetteer":
    """Return the gazetteer of today: the packaged one, and the entities of BEATBOOK_GAZETTEER.

    The demo's own are known without it. Says which entities the book names that today's gazetteer does not
    have: a folder that was not set looks the same as entities that were taken out.
    """
    from beatbook import newsstand
    from transforms import gazetteer as gazetteers
    from transforms.declarations import DeclarationError

    more, demo = os.environ.get("BEATBOOK_GAZETTEER"), newsstand.demo_gazetteer_folder()
    named = set(lake.read("article_entities", columns=("entity_id",))["entity_id"].unique().to_pylist())
    try:
        known = gazetteers.load(more=more)
        gone = named - {entity.entity_id for entity in known.entities}
        if gone and not more and gone <= {one.entity_id for one in gazetteers.load(more=demo).entities}:
            return gazetteers.load(more=demo)
    except (DeclarationError, OSError) as problem:
        raise Refusal(f"The entities cannot be read: {problem}.") from problem
    if gone:
        say(
            f"Not in today's gazetteer, so no longer found: {', '.join(sorted(gone))}. If they stand in a "
            "folder of your own, set BEATBOOK_GAZETTEER to it and run this again."
        )
    return known


def retag(lake: "Lake", known: "Gazetteer") -> "Counter[tuple[str, str]]":
    """Return, by kind, how much was added and dropped in all batches that other rules tagged.

    What each article lost and gained is committed with its tags (`transforms.tag_changes`), so that the
    version before can be compared with today's.

    From the oldest day to the newest, whose catalogues so count in the end. It may be killed at any moment
    and run again: a batch has its old tags or its new ones. One that is refined meanwhile is looked at again.
    """
    import transforms
    from warehouse import refiling, taggings
    from warehouse.ledger import Overtaken

    changes = Counter[tuple[str, str]]()
    done: set[tuple[str, int]] = set()
    while due := [each for each in taggings.taggings(lake) if _is_due(lake, each, known, done)]:
        with advancing("tagging", sum(each.held.rows for each in due)) as advance:
            for each in due:
                done.add((each.batch_id, each.held.committed))
                before = refiling.brought(lake, each)
                if "relevance" in before:
                    before["relevance"] = taggings.judged(lake, each)
                found = tags(each, before, known, advance)
                changed = transforms.tag_changes(before, found)
                if changed.num_rows:  # else what the batch brought stays: what the retag before it changed
                    found["tag_changes"] = changed
                try:
                    done.add((each.batch_id, refiling.commit(lake, each, found)))
                except Overtaken:
                    continue
                changes.update(zip(*(changed[name].to_pylist() for name in ("kind", "change")), strict=True))
    return changes


def tags(
    tagging: "Tagging", before: "dict[str, pa.Table]", known: "Gazetteer", advance: Advance
) -> "dict[str, pa.Table]":
    """Return the tables that refining would make of the batch's articles now; topics stay as they are."""
    import pyarrow as pa
    import pyarrow.compute as pc

    import transforms
    from warehouse import refiling, taggings

    articles = taggings.articles(tagging, refiling.READ)
    topics = taxonomy()
    made = [transforms.tags(piece, topics, known) for piece in pieces(articles, advance)]
    empty = transforms.tags(articles.slice(0, 0), gazetteer=known)
    over = taggings.over(tagging)
    found = {}
    for name in FOUND:
        parts = [empty[name], *(tables[name] for tables in made)]
        held = before.get(name)
        if name == "mentions":
            parts = [part.filter(pc.equal(part["kind"], "entity")) for part in parts]
        if held is not None:
            stays = pc.is_in(held["article_id"], value_set=over)
            if name == "mentions":
                stays = pc.or_(stays, pc.equal(held["kind"], "topic"))
            parts.append(held.filter(stays).select(empty[name].column_names))
        found[name] = pa.concat_tables(parts, promote_options="permissive")
    return {**found, "entities": known.table()}


def _is_due(lake: "Lake", tagging: "Tagging", known: "Gazetteer", done: set[tuple[str, int]]) -> bool:
    """Return whether another version found some of a batch's tags; one that has none may have missed them."""
    from transforms import persons, quotations
    from transforms.relevance import packaged as rules_of_the_beat
    from transforms.wording import packaged as frames_of_words
    from warehouse import taggings

    if (tagging.batch_id, tagging.held.committed) in done:
        return False
    now = {
        "article_entities": known.version,
        "people": persons.version(),
        "relevance": rules_of_the_beat().version,
        "voices": quotations.version(known),
        "wording": frames_of_words().version,
    }
    held = {file.table for file in lake.live() if file.batch_id == tagging.batch_id}
    if not held.issuperset(now):
        return True
    over = set(taggings.over(tagging).to_pylist())
    for name, version in now.items():
        rows = lake.read(name, batches=[tagging.batch_id], columns=("article_id", "version")).to_pylist()
        if {row["version"] for row in rows if row["article_id"] not in over} != {version}:
            return True
    return False
