"""Test-fetches sources: whether each may be asked, answers, parses, lists anything, and how new that is."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from . import kinds
from .asking import Answer, Asking
from .kinds.offer import Offer, Reading, UnreadableSource
from .outcomes import Outcome
from .sources import Source

Question = tuple[Source, tuple[str, ...]]  # a source and the domains within which it is asked


@dataclass(frozen=True)
class Verdict:
    """What one source said when it was asked once; an index speaks through its newest sitemap."""

    source: Source
    outcome: Outcome
    detail: str | None = None
    status: int | None = None
    content_type: str | None = None
    items: int = 0
    newest_at: datetime | None = None
    offers: tuple[Offer, ...] = ()
    children: tuple[str, ...] = ()

    @property
    def works(self) -> bool:
        """Whether it answered with something to offer."""
        return self.outcome is Outcome.FETCHED and self.items > 0

    @property
    def robots(self) -> str | None:
        """Whether robots.txt lets us ask; None if that was never known."""
        if self.outcome is Outcome.ROBOTS_DENIED:
            return "denied"
        return None if self.status is None else "allowed"


def verdicts(asking: Asking, questions: Sequence[Question], now: datetime) -> Iterator[tuple[int, Verdict]]:
    """Yield the number and verdict of each question as they come; the children of indexes are asked last."""
    indexes: list[tuple[int, Verdict]] = []
    for number, answer in asking.all(_first(questions, now)):
        verdict = of(questions[number][0], answer, now)
        if verdict.works and verdict.children and not verdict.offers:
            indexes.append((number, verdict))
        else:
            yield number, verdict
    children = [(index.children[0], questions[number][1]) for number, index in indexes]
    for place, answer in asking.all(children):
        number, index = indexes[place]
        yield number, _through(index, of(index.source, answer, now), answer.url)


def _first(questions: Iterable[Question], now: datetime) -> list[tuple[str, tuple[str, ...]]]:
    """Return the newest document of each source."""
    return [(kinds.first(source, now)[0], domains) for source, domains in questions]


def of(source: Source, answer: Answer, now: datetime) -> Verdict:
    """Return what the answer says of the source."""
    verdict = Verdict(source, answer.outcome, answer.detail, answer.status, answer.content_type)
    if answer.outcome is not Outcome.FETCHED:
        return verdict
    try:
        reading = kinds.read(source, answer.body, answer.final_url or answer.url, answer.named, now)
    except UnreadableSource as error:
        return replace(verdict, outcome=Outcome.UNREADABLE, detail=str(error)[:200])
    return _read(verdict, reading)


def _read(verdict: Verdict, reading: Reading) -> Verdict:
    return replace(
        verdict,
        detail=None if reading.items else "lists nothing",
        items=reading.items,
        newest_at=reading.newest_at,
        offers=reading.offers,
        children=reading.children,
    )


def _through(index: Verdict, child: Verdict, url: str) -> Verdict:
    """Return an index's verdict: it works if the sitemap that changed last does."""
    if not child.works:
        why = f"{url}: {child.outcome}, {child.detail}"
        return replace(index, outcome=child.outcome if not child.items else index.outcome, detail=why[:200])
    said = f"an index of {index.items}; the newest lists {child.items}"
    return replace(index, detail=said, newest_at=child.newest_at, offers=child.offers)
