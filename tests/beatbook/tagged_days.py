"""A lake of three days, tagged by few rules, for tests that tag it by others; and a process to kill."""

import os
import signal
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pyarrow as pa

import transforms
from transforms import gazetteer, schemas, taxonomy
from transforms.gazetteer import Gazetteer
from transforms.taxonomy import Taxonomy
from warehouse import durable
from warehouse.lake import Lake

FIRST = date(2026, 11, 2)
SEARCH = (
    "Officers carried out a stop and search in Hackney on Monday. The Metropolitan Police said it was fair."
)
FAIR = "The cake stall did well at the fair on Sunday. Nobody complained of the cake stall."
DAYS = (  # id, headline, body of each day's articles
    (("a1", "Stop and search doubles", SEARCH), ("a2", "Fair comes to town", FAIR)),
    (("b1", "Cake stall wins", FAIR),),
    (
        ("c1", "Rain", "It rained."),
        ("c2", "Stop and search halves", SEARCH),
        ("c3", "Cake stall closes", FAIR),
    ),
)
TOPIC = """
name = "{0}"
definition = "Articles that speak of {0}."
scope = "All of them."
phrases = ["{0}{{,s,es}}"]
[[examples]]
hit = true
headline = "A {0} in town"
[[examples]]
hit = true
headline = "Two {0}s"
[[examples]]
hit = false
headline = "Cake shop opens"
[[examples]]
hit = false
headline = "Rain"
"""
FORCE = """
kind = "police_force"
[[entities]]
id = "metropolitan-police"
name = "Metropolitan Police"
region = "London"
aliases = ["Metropolitan Police"]
"""


def rules(folder: Path, *phrases: str) -> Path:
    """Return a folder with a topic for each phrase, named for it: `cake-stall` finds "cake stalls"."""
    folder.mkdir(exist_ok=True)
    for phrase in phrases:
        (folder / f"{phrase.replace(' ', '-')}.toml").write_text(TOPIC.format(phrase))
    return folder


def forces(folder: Path) -> Gazetteer:
    """Return a gazetteer of one force."""
    folder.mkdir(exist_ok=True)
    (folder / "police-forces.toml").write_text(FORCE)
    return gazetteer.load(folder)


def refined(lake: Lake, nth: int, known: Taxonomy, entities: Gazetteer, rows: tuple = ()) -> None:
    """Commit the nth day as refining does; `rows` are its articles if they are not the usual ones."""
    day = FIRST + timedelta(days=nth)
    at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    nothing = dict.fromkeys(schemas.ARTICLES.names) | {"authors": [], "dates": [], "language": "en"}
    told = {"outlet": "gazette", "access": "open", "extractor": "1", "published_at": at, "fetched_at": at}
    articles = pa.Table.from_pylist(
        [
            {**nothing, **told, "article_id": article_id, "headline": headline, "body": body,
             "url": article_id, "page_url": article_id, "words": len(body.split())}
            for article_id, headline, body in rows or DAYS[nth]
        ],
        schema=schemas.ARTICLES,
    )  # fmt: skip
    topic_hits, entity_hits = transforms.topics(articles, known), transforms.entities(articles, entities)
    outlet = dict.fromkeys(schemas.OUTLETS.names, "") | {"outlet": "gazette", "name": "The Gazette"}
    outlet |= {"enabled": True, "expect_min_per_day": None, "expect_max_per_day": None}
    tables = {
        "articles": articles,
        "article_topics": transforms.article_topics(topic_hits),
        "article_entities": transforms.article_entities(entity_hits),
        "mentions": transforms.mentions(topic_hits, entity_hits),
        "topics": known.table(),
        "entities": entities.table(),
        "outlets": pa.Table.from_pylist([outlet], schema=schemas.OUTLETS),
    }
    lake.commit(f"day:{day}", tables, day=day)


def three_days(folder: Path, known: Taxonomy, entities: Gazetteer) -> Lake:
    """Return a lake that holds all three days."""
    lake = Lake(folder)
    for nth in range(len(DAYS)):
        refined(lake, nth, known, entities)
    return lake


def die_at(write: int) -> None:
    """Let the process be killed in its nth write of a file from now on: half of it is on the disk then."""
    written, whole = [], durable.write

    def cut(path: Path, content: bytes) -> None:
        written.append(path)
        if len(written) == write:
            path.parent.mkdir(parents=True, exist_ok=True)
            durable.beside(path).write_bytes(content[: len(content) // 2])
            os.kill(os.getpid(), signal.SIGKILL)
        whole(path, content)

    durable.write = cut


def main() -> None:
    """Tag the lake by the rules of a folder and be killed in the nth write."""
    from beatbook.retagging import retag

    folder, known, write = sys.argv[1:]
    die_at(int(write))
    retag(Lake(Path(folder)), taxonomy.load(known))


if __name__ == "__main__":
    main()
