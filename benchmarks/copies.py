"""Measures `transforms.copies` on copies whose origin is known, beside MinHash, and on a fortnight's output.

    python -m benchmarks.copies [--seed SEED] [--bases N] [--json]
    python -m benchmarks.copies --window 100000

Run by an environment that has datasketch and rensa (`make bench-copies`), they are measured in the same run.
"""

import importlib.util
import json
import random
import resource
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Annotated

import numpy as np
import pyarrow as pa
import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

import transforms
from benchmarks import copied_texts
from benchmarks.copied_texts import EDITS, Text

REPORTED = "reported-3"  # drawn for the figures in docs/copies.md; nothing was developed with it
PERMUTATIONS, WORDS = 128, 5
Labels = np.ndarray
Method = Callable[[pa.Table], Labels]


def ours(articles: pa.Table) -> Labels:
    """Return the cluster of each article as `transforms.copies` finds them, one alone as one of its own."""
    found = transforms.copies(articles)
    clusters = dict(zip(found["article_id"].to_pylist(), found["cluster_id"].to_pylist(), strict=True))
    named = [clusters.get(each, each) for each in articles["article_id"].to_pylist()]
    return np.unique(named, return_inverse=True)[1]


def datasketch(threshold: float) -> Method:
    """Return clusters by datasketch: MinHash of five-word shingles, LSH, Jaccard as sketched verified."""

    def found(articles: pa.Table) -> Labels:
        from datasketch import MinHash, MinHashLSH

        lsh = MinHashLSH(threshold=threshold, num_perm=PERMUTATIONS)
        sketches = []
        for place, shingles in enumerate(map(_shingles, articles["body"].to_pylist())):
            sketch = MinHash(num_perm=PERMUTATIONS)
            sketch.update_batch([each.encode() for each in shingles])
            lsh.insert(str(place), sketch)
            sketches.append(sketch)
        pairs = [
            (place, int(other))
            for place, sketch in enumerate(sketches)
            for other in lsh.query(sketch)
            if int(other) > place and sketch.jaccard(sketches[int(other)]) >= threshold
        ]
        return _joined(pairs, articles.num_rows)

    return found


def rensa(threshold: float) -> Method:
    """Return clusters by rensa: RMinHash of five-word shingles, LSH, Jaccard verified at the threshold."""

    def found(articles: pa.Table) -> Labels:
        from rensa import RMinHash, RMinHashLSH

        lsh = RMinHashLSH(threshold=threshold, num_perm=PERMUTATIONS, num_bands=32)
        sketches = []
        for place, shingles in enumerate(map(_shingles, articles["body"].to_pylist())):
            sketch = RMinHash(num_perm=PERMUTATIONS, seed=1)
            sketch.update(shingles)
            lsh.insert(place, sketch)
            sketches.append(sketch)
        pairs = [
            (place, other)
            for place, sketch in enumerate(sketches)
            for other in lsh.query(sketch)
            if other > place and sketch.jaccard(sketches[other]) >= threshold
        ]
        return _joined(pairs, articles.num_rows)

    return found


METHODS: dict[str, tuple[str | None, Method]] = {
    "beatbook": (None, ours),
    "datasketch, Jaccard 0.25": ("datasketch", datasketch(0.25)),
    "datasketch, Jaccard 0.5": ("datasketch", datasketch(0.5)),
    "rensa, Jaccard 0.3": ("rensa", rensa(0.3)),
}


def measured(texts: Sequence[Text], method: Method) -> dict[str, float]:
    """Return the figures of one method: of pairs, of the partition, recall by edit, texts a CPU second.

    `boilerplate` counts pairs of originals that were put together: nothing but boilerplate joins them.
    """
    articles = copied_texts.table(texts)
    method(articles.slice(0, 50))  # what a first call loads is in nobody's time
    started = time.process_time()
    labels = method(articles)
    seconds = time.process_time() - started
    roots = np.array([text.root for text in texts])
    both = _pairs(np.unique(np.stack([roots, labels]), axis=1, return_counts=True)[1])
    true, said = _pairs(np.bincount(roots)), _pairs(np.bincount(labels))
    chance = true * said / (len(texts) * (len(texts) - 1) / 2)
    precision, recall = both / max(1, said), both / true
    originals = {text.root: place for place, text in enumerate(texts) if text.edit == "original"}
    alone = np.bincount([labels[place] for place in originals.values()])
    figures = {
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / max(1e-9, precision + recall),
        "ari": (both - chance) / ((true + said) / 2 - chance),
        "boilerplate": int(_pairs(alone)),
        "texts_per_second": len(texts) / max(1e-9, seconds),
    }
    for edit in (*EDITS, "fifty"):
        mine = [place for place, text in enumerate(texts) if text.edit == edit]
        right = [labels[place] == labels[originals[texts[place].root]] for place in mine]
        figures[f"recall of {edit}"] = sum(right) / max(1, len(right))
    return figures


def window(count: int, seed: str) -> dict[str, float]:
    """Return what a fortnight of so many articles costs: CPU seconds, and the most memory that was held."""
    with ProcessPoolExecutor(1) as apart:  # what drawing them held is no part of what is measured
        articles, words = apart.submit(_fortnight, count, seed).result()
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.process_time()
    found = transforms.copies(articles)
    return {
        "articles": articles.num_rows,
        "words an article": words,
        "in clusters": found.num_rows,
        "CPU seconds": time.process_time() - started,
        "MiB before": held / 1024,
        "MiB at most": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def _fortnight(count: int, seed: str) -> tuple[pa.Table, float]:
    texts = copied_texts.drawn(seed, copied_texts.long_run(count * 4 // 5, seed), copies_of=0.12)
    articles = copied_texts.table(texts[:count])
    return articles, sum(len(each.split()) for text in texts for each in text.paragraphs) / len(texts)


def _shingles(body: str) -> list[str]:
    words = body.lower().split()
    return [" ".join(words[first : first + WORDS]) for first in range(max(1, len(words) - WORDS + 1))]


def _joined(pairs: Sequence[tuple[int, int]], size: int) -> Labels:
    first, second = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    graph = coo_array((np.ones(len(first), dtype=bool), (first, second)), shape=(size, size))
    return connected_components(graph, directed=False)[1]


def _pairs(sizes: np.ndarray) -> float:
    return float((sizes * (sizes - 1) / 2).sum())


def _table(report: dict[str, dict[str, float]], count: int) -> Table:
    table = Table(
        title=f"Copies among {count:,} texts", title_justify="left", box=SIMPLE_HEAD, padding=(0, 1)
    )
    table.add_column("", no_wrap=True)
    for name in report:
        table.add_column(name.replace(", ", "\n"), justify="right")
    for figure in next(iter(report.values())):
        digits = 0 if figure in ("boilerplate", "texts_per_second") else 3
        table.add_row(figure.replace("_", " "), *(f"{told[figure]:,.{digits}f}" for told in report.values()))
    return table


def main(
    seed: Annotated[str, typer.Option(help="what everything is drawn from")] = REPORTED,
    bases: Annotated[int, typer.Option(help="at most so many texts to copy from")] = 10_000,
    fortnight: Annotated[int, typer.Option("--window", help="measure the cost of so many articles")] = 0,
    demo_only: Annotated[bool, typer.Option("--demo-only", help="leave real pages out")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="print the figures as JSON")] = False,
) -> None:
    """Measure how well copies are found, and what that costs."""
    if fortnight:
        for name, figure in window(fortnight, seed).items():
            typer.echo(f"{name:18}{figure:>12,.1f}")
        return
    chosen = copied_texts.bases(pages=not demo_only)
    random.Random(seed).shuffle(chosen)  # noqa: S311  lots, not secrets
    texts = copied_texts.drawn(seed, chosen[:bases])
    report = {
        name: measured(texts, method)
        for name, (package, method) in METHODS.items()
        if package is None or importlib.util.find_spec(package)
    }
    if as_json:
        typer.echo(json.dumps(report, indent=1))
        return
    Console().print(_table(report, len(texts)))
    if len(report) < len(METHODS):
        typer.echo("datasketch and rensa are not installed here: `make bench-copies` has them.", err=True)


if __name__ == "__main__":
    typer.run(main)
