"""Measures stories on news with two look-alike events a topic, beside simple baselines, and on the demo.

    python -m benchmarks.stories stories.jsonl [--json]

The file has one article a line: `id`, `event` (the story it tells; its topic is the event without its last
letter) and `text`. The two halves of its topics are also measured apart: how much they differ says how far to
trust either, for the thresholds were chosen on both.
"""

import json
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import pyarrow as pa
import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse.csgraph import connected_components
from scipy.spatial.distance import squareform

from beatbook.newsstand import demo_edition, truth
from beatbook.newsstand.article import DemoArticle
from beatbook.newsstand.frame import frames
from transforms import stories
from transforms.likeness import likeness

DEMO, STRANGERS = "demo", "strangers"
DATED = Path(__file__).parent / "sets" / "stories.jsonl"
FIGURES = ("precision", "recall", "f1", "pair_f1", "ari")
Labels = Sequence[object]


def scores(found: Labels, true: Labels) -> dict[str, float]:
    """Return B-cubed precision, recall and F1, F1 of pairs, and the adjusted Rand index.

    >>> scores("aab", "xyy")["f1"]
    0.6666666666666666
    """
    together = Counter(zip(found, true, strict=True))
    ours, theirs, n = Counter(found), Counter(true), len(true)
    precision = sum(count**2 / ours[a] for (a, _), count in together.items()) / n
    recall = sum(count**2 / theirs[b] for (_, b), count in together.items()) / n
    both, in_ours, in_theirs = (_pairs(counts) for counts in (together, ours, theirs))
    by_chance = in_ours * in_theirs / max(1, n * (n - 1) / 2)
    most = (in_ours + in_theirs) / 2
    return {
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / (precision + recall),
        "pair_f1": both / most if most else 1.0,
        "ari": (both - by_chance) / (most - by_chance) if most != by_chance else 1.0,
    }


def _pairs(counts: Counter[Any]) -> float:
    return sum(count * (count - 1) / 2 for count in counts.values())


def ours(articles: pa.Table) -> list[str]:
    """Return the story of each article as Beatbook sees it."""
    told: list[str] = stories(articles)["story_id"].to_pylist()
    return told


def words_only(articles: pa.Table) -> list[int]:
    """Return average link over TF-IDF of words, cut where it does best on set-ups of this kind (.16)."""
    alike = (words := likeness(articles).words) @ words.T
    far = np.clip(1 - alike.toarray(), 0, None)
    np.fill_diagonal(far, 0)
    found: list[int] = fcluster(
        linkage(squareform(far, checks=False), "average"), 1 - 0.16, "distance"
    ).tolist()
    return found


def components(articles: pa.Table) -> list[int]:
    """Return the connected components of the same likeness as ours, cut where they do best (.35)."""
    alike = (all_ := likeness(articles)).to(all_)
    found: list[int] = connected_components(alike >= 0.35)[1].tolist()
    return found


METHODS: dict[str, Callable[[pa.Table], Labels]] = {
    "ours": ours,
    "words, average link": words_only,
    "connected components": components,
}


def read(file: Path) -> list[dict[str, str]]:
    """Return the articles of a labelled set."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def table(rows: Sequence[dict[str, str]]) -> pa.Table:
    """Return a labelled set as articles without headlines and dates."""
    ids, texts = ([row[name] for row in rows] for name in ("id", "text"))
    return pa.table({"article_id": ids, "headline": [""] * len(rows), "body": texts})


def strangers() -> tuple[pa.Table, list[str]]:
    """Return 180 made-up articles of a fortnight, by a writer who saw no method, and what event each tells.

    Follow-ups are the same event; tellings differ in words, weight and names, and events have look-alikes.
    """
    rows = read(DATED)
    columns: dict[str, object] = {name: [row[name] for row in rows] for name in ("outlet", "headline")}
    columns |= {"article_id": [row["id"] for row in rows], "body": [row["text"] for row in rows]}
    dates = [datetime.fromisoformat(row["published_at"]) for row in rows]
    columns["published_at"] = pa.array(dates, pa.timestamp("us", "UTC"))
    return pa.table(columns), [row["event"] for row in rows]


def demo() -> tuple[pa.Table, list[str]]:
    """Return the demo's articles, and the story that each of them tells in truth.

    Each turn of a story that runs for a fortnight is one; so is a text with its copies. Every other article
    stands alone, however much it shares its wording with others of its kind.
    """
    articles = truth.kept_articles(demo_edition())
    bursting = {
        frame.name for desk, found in frames().items() if desk.startswith("burst-") for frame in found
    }
    columns = {
        "article_id": [article.url for article in articles],
        "outlet": [article.outlet for article in articles],
        "headline": [article.headline for article in articles],
        "body": ["\n\n".join(article.paragraphs) for article in articles],
        "published_at": pa.array([a.published_at for a in articles], pa.timestamp("us", "UTC")),
    }
    return pa.table(columns), [_true(article, bursting) for article in articles]


def _true(article: DemoArticle, bursting: set[str]) -> str:
    return article.frame if article.frame in bursting else article.copy_of or article.url


def measured(file: Path | None) -> dict[str, dict[str, dict[str, float]]]:
    """Return method -> portion -> figures; without a file those of our own two sets."""
    told: dict[str, dict[str, dict[str, float]]] = defaultdict(dict)
    articles, true = demo()
    told["ours"][DEMO] = _timed(ours, articles, true)
    articles, true = strangers()
    for name, method in METHODS.items():
        told[name][STRANGERS] = _timed(method, articles, true)
    rows = read(file) if file else []
    even = [row for row in rows if int(row["event"][:-1]) % 2 == 0]
    odd = [row for row in rows if int(row["event"][:-1]) % 2]
    for portion, some in (("all", rows), ("even topics", even), ("odd topics", odd)):
        for name, method in METHODS.items() if some else ():
            told[name][portion] = _timed(method, table(some), [row["event"] for row in some])
    return dict(told)


def _timed(method: Callable[[pa.Table], Labels], articles: pa.Table, true: Labels) -> dict[str, float]:
    begun = time.process_time()
    found = method(articles)
    return {**scores(found, true), "articles_per_second": len(true) / (time.process_time() - begun)}


def main(
    file: Annotated[
        Path | None, typer.Argument(help="labelled articles; without it, our own sets only")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="print figures for machines")] = False,
) -> None:
    """Measure stories against labelled news and against the demo's truth."""
    if file and not file.is_file():
        typer.echo(f"No file {file}: give labelled articles, one JSON object a line.", err=True)
        raise typer.Exit(2)
    told = measured(file)
    if as_json:
        typer.echo(json.dumps(told))
        return
    shown = Table(title="Stories", title_justify="left", box=SIMPLE_HEAD, padding=(0, 1))
    for name in ("", "articles", "B3 P", "B3 R", "B3 F1", "pair F1", "ARI", "articles/CPU s"):
        shown.add_column(name, justify="left" if name in ("", "articles") else "right", no_wrap=True)
    for name, portions in told.items():
        for portion, figures in portions.items():
            cells = [f"{figures[figure]:.3f}" for figure in FIGURES]
            shown.add_row(name, portion, *cells, f"{figures['articles_per_second']:.0f}")
    Console(width=100).print(shown)


if __name__ == "__main__":
    typer.run(main)
