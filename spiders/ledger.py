"""The ledger of one crawl: every URL offered gets exactly one outcome, whatever happens."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, TextIO

from addresses import page_key
from forgotten import Forgotten

from .addresses import LONGEST, MalformedAddress, ask_for
from .catalogue import Outlet
from .kinds.offer import Offer
from .memory import Again, Memory
from .outcomes import Outcome
from .records import Fetch, Poll, SourceState, as_json
from .second_looks import Look
from .tdmrep import Reservations

MOST_REQUESTS = 2000  # pages in one run; a news outlet prints fewer in a week


@dataclass(frozen=True)
class Asked:
    """A page to ask for; `key` names it in the ledger."""

    key: str
    url: str
    offered_at: datetime | None
    look: Look | None = None  # at a second look, what the last one showed


@dataclass
class Ledger:
    """The ledger under way: what is open, what was settled, what was polled.

    Each settled URL is one JSON line in `file` at once.
    """

    outlet: Outlet
    memory: Memory
    file: TextIO
    most_requests: int = MOST_REQUESTS
    forgotten: Forgotten = field(default_factory=Forgotten)
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    polls: list[Poll] = field(default_factory=list)
    sources: dict[str, SourceState] = field(default_factory=dict)
    reservations: dict[str, Reservations] = field(default_factory=dict)  # by host: what this run went by
    second_looks: int = 0
    duplicates: int = 0
    _open: dict[str, Fetch] = field(default_factory=dict)
    _seen: set[str] = field(default_factory=set)
    _asked: int = 0

    @property
    def offered(self) -> int:
        """How many different pages were offered."""
        return len(self._seen)

    @property
    def asked(self) -> int:
        """How many of them are asked for in this run for what is new."""
        return self._asked - self.second_looks

    @property
    def fetched(self) -> int:
        """How many of them were fetched."""
        return self.outcomes[Outcome.FETCHED]

    def admit(self, offer: Offer, source_url: str | None) -> Asked | None:
        """Return the page to ask for, None if it is a duplicate or settled without asking."""
        refusal: tuple[Outcome, str | None] | None = None
        try:
            url = ask_for(offer.url)
            key = page_key(url)
        except MalformedAddress as error:
            url = key = offer.url.strip()[:LONGEST]
            refusal = Outcome.MALFORMED_URL, str(error)
        if key in self._seen:
            self.duplicates += 1
            return None
        self._seen.add(key)
        entry = Fetch(
            url=url,
            kind="article",
            outcome=Outcome.CANCELLED,
            source_url=source_url,
            offered_at=offer.offered_at,
            headline=offer.headline,
        )
        look = self.memory.looks.get(key)
        if look:
            entry = replace(entry, url=look.url)  # the page is asked for as it was the first time
        if self.forgotten.holds(self.outlet.slug, url):
            self._write(replace(entry, outcome=Outcome.FORGOTTEN))
            return None
        refusal = refusal or self._refusal(url, key)
        if refusal:
            self._write(replace(entry, outcome=refusal[0], detail=refusal[1]))
            return None
        self.second_looks += look is not None
        self._asked += 1
        self._open[key] = entry
        return Asked(key, entry.url, offer.offered_at, look)

    def left(self) -> Iterator[tuple[Offer, str | None]]:
        """Yield what no source offered in this run, but is to be asked again or looked at once more."""
        left: list[Look | Again] = [*self.memory.looks.values(), *self.memory.again]
        for page in left:
            if page.key not in self._seen:
                yield Offer(page.url, page.offered_at, page.headline), page.source_url

    def _refusal(self, url: str, key: str) -> tuple[Outcome, str | None] | None:
        if not self.outlet.owns(url):
            return Outcome.OFF_DOMAIN, None
        if self.outlet.excludes(url):
            return Outcome.EXCLUDED, None
        if key in self.memory.known and key not in self.memory.looks:
            return Outcome.KNOWN, None
        until = self.memory.waiting.get(key)
        if until and until > datetime.now(UTC):
            return Outcome.POSTPONED, f"the server asked us to wait until {until:%Y-%m-%d %H:%M} UTC"
        if self._asked >= self.most_requests:
            return Outcome.POSTPONED, f"more than {self.most_requests} requests in one run"
        return None

    def settle(self, key: str, outcome: Outcome, **seen: Any) -> None:
        """Give an open page its outcome, with what was seen of it; KeyError if it is not open."""
        self._write(replace(self._open.pop(key), outcome=outcome, **seen))

    def polled(self, fetch: Fetch, poll: Poll, state: SourceState | None) -> None:
        """Write down one source's fetch, what its reading showed, and what is now known of it."""
        self.note(fetch)
        self.polls.append(poll)
        if state:
            self.sources[state.source_url] = state

    def note(self, fetch: Fetch) -> None:
        """Write down what came of an address that no source offered as a page."""
        self.file.write(as_json(fetch) + "\n")

    def close(self) -> None:
        """Give `cancelled` to whatever is still open."""
        for key in list(self._open):
            self.settle(key, Outcome.CANCELLED)
        self.file.flush()

    def _write(self, fetch: Fetch) -> None:
        if fetch.outcome is Outcome.FORGOTTEN:
            fetch = Fetch(
                url=self.forgotten.mask(fetch.url),
                kind=fetch.kind,
                outcome=fetch.outcome,
                source_url=fetch.source_url,
                offered_at=fetch.offered_at,
                fetched_at=fetch.fetched_at,
            )
        self.outcomes[fetch.outcome] += 1
        self.file.write(as_json(fetch) + "\n")
