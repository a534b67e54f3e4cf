"""Draws copies of texts as papers make them, so that it is known which text was made from which.

Bases are the demo edition's originals and, where there are any, real pages with their truth. Everything is
drawn from a seed; the figures that are reported use one that nothing was developed with.
"""

import random
import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache

import pyarrow as pa

from beatbook.newsstand import demo_edition, truth
from beatbook.newsstand.rota import CLOSE
from benchmarks.saved_pages import NoPages, folder, saved_pages
from transforms.sentences import sentences

OPENED = datetime(2026, 11, 1, tzinfo=UTC)
TITLES = 60  # outlets that the texts are spread over
CARRIED_BY = 50  # titles that run the story that all of them run
LEAST_WORDS = 60
CHANGED = {"light": 0.02, "edited": 0.07}  # part of the words that is written anew


@dataclass(frozen=True)
class Text:
    """One article of the bench: which text it was made from, and how; an original was made from itself."""

    outlet: int
    headline: str
    paragraphs: tuple[str, ...]
    at: datetime
    root: int
    edit: str


def drawn(seed: str, bases: Sequence[tuple[str, ...]], *, copies_of: float = 0.35) -> list[Text]:
    """Return originals and their copies in order of time; the last tenth of the bases only lends its words.

    `copies_of` is the part of the originals that were copied, each one to four times.
    """
    draw = random.Random(seed)  # noqa: S311  lots, not secrets
    shuffled = list(bases)
    draw.shuffle(shuffled)
    lent = shuffled[: len(shuffled) // 10]
    words = sorted({word for text in lent for word in re.findall(r"[a-z]{4,}", " ".join(text))})
    found = []
    for root, paragraphs in enumerate(shuffled[len(lent) :]):
        at = OPENED + timedelta(minutes=draw.randrange(14 * 24 * 60))
        original = Text(draw.randrange(TITLES), _headline(paragraphs, draw), paragraphs, at, root, "original")
        found.append(original)
        if draw.random() < copies_of:
            edits = [draw.choice(list(EDITS)) for _ in range(draw.randint(1, 4))]
            found += [_copy(original, edit, lent, words, draw) for edit in edits]
    common = max(found[:200], key=lambda text: sum(map(len, text.paragraphs)))
    found += [
        _copy(common, "fifty", lent, words, draw, outlet)
        for outlet in range(CARRIED_BY)
        if outlet != common.outlet
    ]
    return sorted(_with_boilerplate(found, lent, draw), key=lambda text: text.at)


def table(texts: Iterable[Text]) -> pa.Table:
    """Return the texts as `transforms.copies` wants them, and no more than it wants."""
    rows = [
        {
            "article_id": f"{number:08x}",
            "outlet": f"title-{text.outlet:02}",
            "url": f"https://title-{text.outlet:02}.example/{number}",
            "headline": text.headline,
            "body": "\n\n".join(text.paragraphs),
            "language": "en",
            "published_at": text.at,
        }
        for number, text in enumerate(texts)
    ]
    return pa.Table.from_pylist(rows)


def bases(*, pages: bool = True) -> list[tuple[str, ...]]:
    """Return the paragraphs of the demo's originals, one of each story frame, and of real pages."""
    chosen: dict[str, tuple[str, ...]] = {}
    for article in truth.kept_articles(demo_edition()):
        if article.copy_of is None:
            chosen.setdefault(article.frame, article.at(CLOSE).paragraphs)
    found = list(chosen.values())
    if pages:
        with suppress(NoPages):
            found += [page.paragraphs for page in saved_pages(folder())]
    return [text for text in found if sum(len(each.split()) for each in text) >= LEAST_WORDS]


def long_run(count: int, seed: str, words: int = 350) -> list[tuple[str, ...]]:
    """Return so many texts of about so many words, strung together from phrases that other texts lent."""
    draw = random.Random(f"{seed}/long run")  # noqa: S311  lots, not secrets
    lent = bases()
    found = []
    for _ in range(count):
        told, wanted = [], draw.uniform(0.4, 1.6) * words
        while sum(map(len, told)) < wanted * 6:
            told.append(" ".join(_own(lent, draw) for _ in range(3)))
        found.append(tuple(told))
    return found


def _copy(
    original: Text,
    edit: str,
    lent: Sequence[tuple[str, ...]],
    words: Sequence[str],
    draw: random.Random,
    outlet: int | None = None,
) -> Text:
    made = EDITS.get(edit, _light)(original.paragraphs, lent, words, draw)
    others = [title for title in range(TITLES) if title != original.outlet]
    return replace(
        original,
        outlet=draw.choice(others) if outlet is None else outlet,
        headline=_headline(made, draw),
        paragraphs=made,
        at=original.at + timedelta(minutes=draw.randint(5, 2 * 24 * 60)),
        edit=edit,
    )


def _headline(paragraphs: tuple[str, ...], draw: random.Random) -> str:
    words = " ".join(paragraphs).split()
    first = draw.randrange(max(1, len(words) - 8))
    return " ".join(words[first : first + 8])


def _reheadlined(text: tuple[str, ...], *_: object) -> tuple[str, ...]:
    return text


def _light(
    text: tuple[str, ...], lent: Sequence[tuple[str, ...]], words: Sequence[str], draw: random.Random
) -> tuple[str, ...]:
    return tuple(_rewritten(each, CHANGED["light"], words, draw) for each in text)


def _cut(
    text: tuple[str, ...], lent: Sequence[tuple[str, ...]], words: Sequence[str], draw: random.Random
) -> tuple[str, ...]:
    """Return a stretch of the sentences that is 30 to 60 per cent of them, mostly the first."""
    told = [each[start:end] for each in text for start, end in sentences(each)]
    kept = max(2, round(len(told) * draw.uniform(0.3, 0.6)))
    first = 0 if draw.random() < 0.7 else draw.randrange(max(1, len(told) - kept))
    return tuple(told[first : first + kept])


def _edited(
    text: tuple[str, ...], lent: Sequence[tuple[str, ...]], words: Sequence[str], draw: random.Random
) -> tuple[str, ...]:
    """Return a desk's version: sentences dropped and moved, words changed in most, a few of its own."""
    told = [each[start:end] for each in text for start, end in sentences(each)]
    kept = [each for each in told if draw.random() > 0.2] or told
    for _ in range(len(kept) // 5):
        one = draw.randrange(len(kept))
        kept.insert(draw.randrange(len(kept)), kept.pop(one))
    changed = [_rewritten(each, CHANGED["edited"], words, draw) for each in kept]
    for _ in range(max(1, len(kept) // 6)):
        changed.insert(draw.randrange(len(changed) + 1), _own(lent, draw))
    return tuple(changed)


def _embedded(
    text: tuple[str, ...], lent: Sequence[tuple[str, ...]], words: Sequence[str], draw: random.Random
) -> tuple[str, ...]:
    """Return a longer story, of sentences that many other texts lent, with this one in its midst."""
    told = sum(len(each.split()) for each in text)
    around: list[str] = []
    while sum(len(each.split()) for each in around) < told * draw.uniform(1.0, 1.5):
        around.append(_own(lent, draw))
    first = draw.randrange(len(around) + 1)
    return (*around[:first], *_light(text, lent, words, draw), *around[first:])


@lru_cache(maxsize=100_000)
def _words(text: str) -> list[str]:
    return text.split()


def _own(lent: Sequence[tuple[str, ...]], draw: random.Random) -> str:
    """Return a sentence that stands nowhere else, strung together from phrases of four words."""
    told = []
    for _ in range(draw.randint(2, 6)):
        words = _words(draw.choice(draw.choice(lent)))
        first = draw.randrange(max(1, len(words) - 3))
        told += words[first : first + 4]
    return " ".join(told).strip(".") + "."


def _rewritten(text: str, part: float, words: Sequence[str], draw: random.Random) -> str:
    """Return the text with a part of its words replaced, left out or joined by another."""
    told = []
    for word in text.split():
        lot = draw.random()
        if lot > part:
            told.append(word)
        elif lot < part / 2:
            told.append(draw.choice(words))
        elif lot < part * 0.75:
            told += [word, draw.choice(words)]
    return " ".join(told)


def _with_boilerplate(texts: list[Text], lent: Sequence[tuple[str, ...]], draw: random.Random) -> list[Text]:
    """Return the texts with what a third of all titles print under each article, and some under some."""
    feet = {title: _boilerplate(lent, draw) for title in range(0, TITLES, 3)}
    shared = [_boilerplate(lent, draw) for _ in range(5)]  # of the owner of many titles
    told = []
    for text in texts:
        foot = feet.get(text.outlet, ())
        if draw.random() < 0.2:
            foot = (*foot, *draw.choice(shared))
        told.append(replace(text, paragraphs=(*text.paragraphs, *foot)))
    return told


def _boilerplate(lent: Sequence[tuple[str, ...]], draw: random.Random) -> tuple[str, ...]:
    return (" ".join(_own(lent, draw) for _ in range(draw.randint(2, 5))),)


EDITS: dict[str, Callable[..., tuple[str, ...]]] = {
    "re-headlined": _reheadlined,
    "light": _light,
    "cut": _cut,
    "edited": _edited,
    "embedded": _embedded,
}
