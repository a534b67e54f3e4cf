"""Lays an article out for finding speakers: sentences in which every quotation is one word."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter

from transforms import furniture, grammar
from transforms.cues import lexicon
from transforms.marks import Quoted
from transforms.prose import Prose
from transforms.sentences import TITLES
from transforms.words import QUOTE, Word, stand_in

_ENDS = ".!?…"
_MAY_END = frozenset([*_ENDS, QUOTE])
LONGEST = 400  # words that one sentence is read for; a longer one is no prose


@dataclass(frozen=True)
class Sentence:
    """One sentence outside marks; `quotes` are the places of its quotations' words, with their number."""

    paragraph: int
    words: list[Word]
    quotes: dict[int, int]
    opens_paragraph: bool

    @property
    def start(self) -> int:
        """Where it begins in the body."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where it ends in the body."""
        return self.words[-1].end


def sentences(prose: Prose) -> list[Sentence]:
    """Return the sentences of a body in order, without the paragraphs that are the site's furniture."""
    starts = [quote.start for quote in prose.quotes]
    found: list[Sentence] = []
    for nth, (start, end) in enumerate(prose.paragraphs):
        if furniture.holds(prose.body.boxes, start):
            continue
        first = bisect_left(starts, start)
        laid, held = _laid(prose.words, prose.starts, (start, end), prose.quotes, first)
        found += _cut(nth, prose.body.text, laid, held)
    return found


def _laid(
    listed: Sequence[Word], starts: Sequence[int], span: tuple[int, int], quotes: Sequence[Quoted], first: int
) -> tuple[list[Word], dict[int, int]]:
    """Return the words of one paragraph with each quotation as one word, and where those stand."""
    laid: list[Word] = []
    places: dict[int, int] = {}
    at, nth = bisect_left(starts, span[0]), first
    while nth < len(quotes) and quotes[nth].start < span[1]:
        laid += listed[at : bisect_left(starts, quotes[nth].start)]
        places[len(laid)] = nth
        laid.append(stand_in(quotes[nth].start, quotes[nth].end))
        at = bisect_left(starts, quotes[nth].end)
        nth += 1
    laid += listed[at : bisect_left(starts, span[1])]
    return laid, places


def _cut(paragraph: int, body: str, laid: list[Word], places: dict[int, int]) -> list[Sentence]:
    found: list[Sentence] = []
    begin, quotes = 0, list(places.items())
    reached = 0
    for at in _stops(body, laid):
        first, reached = reached, bisect_right(quotes, at, reached, key=itemgetter(0))
        inside = {place - begin: quote for place, quote in quotes[first:reached]}
        found.append(Sentence(paragraph, laid[begin : at + 1], inside, begin == 0))
        begin = at + 1
    return found


def _stops(body: str, laid: list[Word]) -> Iterator[int]:
    """Yield the places of the last words of the sentences in a paragraph."""
    begin, last = 0, len(laid) - 1
    for at in [*(n for n, word in enumerate(laid[:-1]) if word.text in _MAY_END), last]:
        while at - begin > LONGEST:
            yield begin + LONGEST
            begin += LONGEST + 1
        if at == last or at - begin == LONGEST or _ends(body, laid, at, laid[at]):
            yield at
            begin = at + 1


def _ends(body: str, laid: list[Word], at: int, word: Word) -> bool:
    following = laid[at + 1]
    if word.text == QUOTE:
        return _quote_ends(body, laid, at, word)
    if following.text == QUOTE:
        return word.text != "." or not _is_short(laid, at)
    if following.text in _ENDS or following.text in ")],;:—–":
        return False
    return not following.text[:1].islower() and not (word.text == "." and _is_short(laid, at))


def _quote_ends(body: str, laid: list[Word], at: int, word: Word) -> bool:
    inside = body[word.start : word.end].rstrip("”’\"'») ")
    following = laid[at + 1]
    if (
        not inside.endswith(tuple(_ENDS))
        or following.text[:1].islower()
        or not (following.is_wordlike or following.text == QUOTE)
    ):
        return False
    if following.text == QUOTE:
        return True
    known = lexicon()
    for near in range(at + 1, min(at + 6, len(laid))):  # “Why?” Smith asked.
        hit = known.at(laid, near)
        if hit and not laid[near].is_capital and hit[0].governs != "object":
            ends = near + 1 >= len(laid) or laid[near + 1].text in (".", ",", QUOTE)
            return not ends and inside.endswith(".")
        if (
            not grammar.is_nominal(laid[near])
            and laid[near].low not in grammar.DETERMINERS | grammar.PRONOUNS
        ):
            return True
    return True


def _is_short(laid: list[Word], at: int) -> bool:
    """Return whether the full stop belongs to a title or an initial before it."""
    before = laid[at - 1] if at else None
    if before is None or before.end != laid[at].start:
        return False
    return (before.is_capital and (len(before.text) == 1 or before.low in TITLES)) or before.low in (
        "no",
        "vs",
        "e.g",
        "i.e",
    )
