"""Breaks pages in every way that pages break, and holds that each still leaves a word on what came of it.

    python -m benchmarks.mutations [N] [--seed S]

Pages are the demo edition's, changed by one to four seeded mutations; nothing may raise, and there are as
many readings as pages.
"""

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Annotated

import pyarrow as pa
import typer

import transforms
from beatbook.newsstand import demo_edition
from beatbook.newsstand.render import page as rendered
from beatbook.newsstand.rota import CLOSE
from transforms.schemas import PAGES

Mutation = Callable[[random.Random, bytes], bytes]
AT_ONCE = 100


def cut(draw: random.Random, page: bytes) -> bytes:
    """Return the page as far as it came."""
    return page[: draw.randrange(len(page) + 1)]


def unclosed(draw: random.Random, page: bytes) -> bytes:
    """Return the page with some closing tags lost."""
    parts = page.split(b"</")
    return b"".join(part if draw.random() < 0.3 else b"</" + part for part in parts)


def nested(draw: random.Random, page: bytes) -> bytes:
    """Return the page with thousands of tags opened and never closed."""
    place = draw.randrange(len(page) + 1)
    return page[:place] + draw.choice([b"<div>", b"<b>", b"<ul><li>"]) * 5000 + page[place:]


def nulls(draw: random.Random, page: bytes) -> bytes:
    """Return the page with bytes that no text has."""
    changed = bytearray(page)
    for _ in range(50):
        changed[draw.randrange(len(changed))] = draw.choice([0, 8, 0x80, 0xC3, 0xFF]) if changed else 0
    return bytes(changed)


def other_charset(draw: random.Random, page: bytes) -> bytes:
    """Return the page in another encoding than it says."""
    return page.decode("utf-8", "replace").encode(
        draw.choice(["utf-16-le", "utf-16", "cp1252", "utf-7"]), "ignore"
    )


def giant(draw: random.Random, page: bytes) -> bytes:
    """Return the page with one attribute or one comment of a megabyte."""
    whole = draw.choice([b'<p class="%s">', b"<!-- %s", b"<p %s>"])
    return page.replace(b"<p>", whole % (draw.choice([b"x ", b"<", b"a='b' "]) * 200_000), 1)


def angles(draw: random.Random, page: bytes) -> bytes:
    """Return the page with a hundred thousand brackets in its midst."""
    place = draw.randrange(len(page) + 1)
    return page[:place] + draw.choice([b"<", b"<!", b"</", b"&#", b"&"]) * 100_000 + page[place:]


def shuffled(draw: random.Random, page: bytes) -> bytes:
    """Return the page's tags in another order."""
    parts = page.split(b"<")
    draw.shuffle(parts)
    return b"<".join(parts)


def lies(draw: random.Random, page: bytes) -> bytes:
    """Return the page with a JSON-LD that is none, or says what cannot be."""
    said = draw.choice(
        [b'{"@type":', b"[[[[", b'{"@type":"NewsArticle","author":{"author":[null,7]}}', b"null"]
    )
    return page.replace(b"</head>", b'<script type="application/ld+json">' + said + b"</script></head>", 1)


MUTATIONS: tuple[Mutation, ...] = (cut, unclosed, nested, nulls, other_charset, giant, angles, shuffled, lies)


def mutated(count: int, seed: str) -> Iterator[bytes]:
    """Yield broken pages; the same seed gives the same."""
    draw = random.Random(seed)  # noqa: S311  the same pages each time
    sound = [rendered(article, CLOSE, ()).encode() for article in draw.sample(demo_edition().articles, 60)]
    for _ in range(count):
        page = draw.choice(sound)
        for change in draw.choices(MUTATIONS, k=draw.randint(1, 4)):
            page = change(draw, page) or b" "
        yield page


def outcomes(pages: Iterator[bytes]) -> Counter[str]:
    """Return what came of the pages; raises AssertionError if one left no word."""
    schema = pa.schema([PAGES.field(name) for name in ("outlet", "url", "html")])
    found: Counter[str] = Counter()
    rows: list[dict[str, object]] = []

    def read() -> None:
        _, readings = transforms.read(pa.Table.from_pylist(rows, schema=schema))
        assert readings.num_rows == len(rows), "a page left no word"
        found.update(readings["outcome"].to_pylist())
        rows.clear()
        if found.total() % 1000 == 0:
            typer.echo(f"{found.total():>9,} pages", err=True)

    for number, page in enumerate(pages):
        rows.append({"outlet": "echo", "url": f"https://echo.example/news/{number}", "html": page})
        if len(rows) == AT_ONCE:
            read()
    read()
    return found


def main(
    count: Annotated[int, typer.Argument(metavar="[N]", help="how many pages")] = 10_000,
    seed: Annotated[str, typer.Option(help="which pages")] = "broken",
) -> None:
    """Read broken pages and count what came of them."""
    started = time.process_time()
    found = outcomes(mutated(count, seed))
    typer.echo(f"{found.total():,} broken pages read in {time.process_time() - started:.0f} CPU seconds:")
    for outcome, times in found.most_common():
        typer.echo(f"  {outcome:<16}{times:>8,}")


if __name__ == "__main__":
    typer.run(main)
