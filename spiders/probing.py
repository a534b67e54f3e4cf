"""Finds the sources of a site that nobody has described yet, and drafts its outlet."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urljoin

from protego import Protego

from . import front_page
from .addresses import MalformedAddress, ask_for
from .asking import Answer, Asking
from .catalogue import Outlet
from .checking import Question, Verdict, verdicts
from .domains import within
from .drafts import declarable, site, slug
from .front_page import FrontPage
from .outcomes import Outcome
from .platforms import Platform, guess, platforms
from .sources import Source

RECENT = timedelta(days=14)  # a source whose newest item is older has dried up
LARGE_SITEMAP = 1000  # entries; a larger one is read for its last days only
MOST_SITEMAPS = 6  # of those that robots.txt names; some name hundreds


@dataclass(frozen=True)
class Probe:
    """What a site offers its articles by, what it does not, and one of its pages."""

    outlet: Outlet
    platform: str | None
    found: tuple[Verdict, ...]  # sources that work, those in the draft
    spare: tuple[Verdict, ...]  # sources that work but say nothing that the found ones do not
    tried: tuple[Verdict, ...]  # sources that do not work, those that the site itself names
    missing: tuple[str, ...]  # what could not be found, in words
    page: Answer | None


def probe(asking: Asking, url: str, now: datetime) -> Probe:
    """Return what the site at the address offers; raises MalformedAddress for what is no address."""
    homepage = ask_for(url)
    domains = (declarable(homepage),)
    answer = asking.one(homepage, domains)
    front = front_page.read(answer.body, answer.final_url or homepage, answer.named.get("content-type"))
    home = answer.final_url or homepage
    robots = asking.one(urljoin(home, "/robots.txt"), domains)
    search = _Search(asking, home, domains, now)
    search.ask(front.declared, declared=True)
    search.ask(_named(robots), declared=True)
    platform = guess(front.text)
    if platform:
        search.ask(platform.at(home))
    search.ask(source for source in platforms()[-1].at(home) if not search.has(source.kind))
    found, spare = _apart(search.works)
    failed = tuple(
        verdict for verdict in search.asked if not verdict.works and verdict.source in search.declared
    )
    return Probe(
        outlet=_draft(home, front, found, domains, platform, now),
        platform=platform.name if platform else None,
        found=found,
        spare=spare,
        tried=failed,
        missing=tuple(_missing(answer, robots, front, search, now)),
        page=_page(asking, home, found, now),
    )


class _Search:
    """The sources asked so far, each once."""

    def __init__(self, asking: Asking, home: str, domains: tuple[str, ...], now: datetime) -> None:
        self._asking, self._home, self._domains, self._now = asking, home, domains, now
        self.asked: list[Verdict] = []
        self.declared: set[Source] = set()

    @property
    def works(self) -> list[Verdict]:
        return [verdict for verdict in self.asked if verdict.works]

    def has(self, kind: str) -> bool:
        return any(verdict.source.kind == kind for verdict in self.works)

    def ask(self, sources: Iterable[Source], declared: bool = False) -> None:
        seen = {verdict.source for verdict in self.asked}
        new = [source for source in dict.fromkeys(sources) if source not in seen]
        if declared:
            self.declared.update(new)
        questions: list[Question] = [(source, self._within(source, declared)) for source in new]
        answers = dict(verdicts(self._asking, questions, self._now))
        self.asked += [answers[number] for number in sorted(answers)]

    def _within(self, source: Source, declared: bool) -> tuple[str, ...]:
        """Return the domains to ask within: a host that the site itself names for its feeds is one more."""
        return (*self._domains, site(source.url)) if declared else self._domains


def _named(robots: Answer) -> list[Source]:
    """Return the sitemaps that robots.txt names, those for news first."""
    if robots.outcome is not Outcome.FETCHED:
        return []
    named = []
    for url in Protego.parse(robots.body.decode("utf-8", "replace")).sitemaps:
        try:
            declarable(ask_for(url))
            named.append(Source("sitemap", ask_for(url)))
        except MalformedAddress:
            continue  # robots.txt names what nobody can ask for
    return sorted(dict.fromkeys(named), key=lambda source: "news" not in source.url.lower())[:MOST_SITEMAPS]


def _apart(works: list[Verdict]) -> tuple[tuple[Verdict, ...], tuple[Verdict, ...]]:
    """Return the sources that add to what is offered, and those that only repeat it."""
    found: list[Verdict] = []
    spare: list[Verdict] = []
    seen: set[str] = set()
    for verdict in works:
        offered = {offer.url for offer in verdict.offers}
        (spare if offered and offered <= seen else found).append(verdict)
        seen |= offered
    return tuple(found), tuple(spare)


def _draft(
    home: str,
    front: FrontPage,
    found: tuple[Verdict, ...],
    domains: tuple[str, ...],
    platform: Platform | None,
    now: datetime,
) -> Outlet:
    sources = tuple(_windowed(verdict) for verdict in found)
    strangers = [site(source.url) for source in sources if not within(source.url, domains)]
    fresh = any(verdict.newest_at and now - verdict.newest_at < RECENT for verdict in found)
    name = front.name or domains[0]
    return Outlet(
        slug=slug(domains[0].split(".")[0]),
        name=name,
        homepage=home,
        kind="local",
        region="UK",
        domains=(*domains, *dict.fromkeys(strangers)),
        confidence="medium" if fresh else "low",
        enabled=False,
        sources=sources,
        reason=f"drafted by a probe on {now:%Y-%m-%d}: put its kind and region right, then enable it",
        note=f"runs on {platform.name}" if platform else None,
    )


def _windowed(verdict: Verdict) -> Source:
    large = verdict.children or verdict.items > LARGE_SITEMAP
    return (
        replace(verdict.source, window_days=7)
        if verdict.source.kind == "sitemap" and large
        else verdict.source
    )


def _missing(front: Answer, robots: Answer, read: FrontPage, search: _Search, now: datetime) -> Iterable[str]:
    """Yield what was looked for in vain."""
    if front.outcome is not Outcome.FETCHED:
        yield f"the front page: {front.outcome}, {front.detail}"
    elif not read.declared:
        yield "the front page declares no feed"
    if robots.outcome is not Outcome.FETCHED:
        yield f"robots.txt: {robots.outcome}, {robots.detail}"
    elif not _named(robots):
        yield "robots.txt names no sitemap"
    for kind in ("feed", "sitemap"):
        asked = [verdict for verdict in search.asked if verdict.source.kind == kind]
        if not search.has(kind):
            yield f"no {kind} at any of the {len(asked)} addresses tried"
    for verdict in search.works:
        if verdict.newest_at and now - verdict.newest_at >= RECENT:
            yield f"{verdict.source.url}: nothing newer than {verdict.newest_at:%Y-%m-%d}"


def _page(asking: Asking, home: str, found: tuple[Verdict, ...], now: datetime) -> Answer | None:
    """Return the newest page offered that is served."""
    host = (site(home),)
    offered = [offer for verdict in found for offer in verdict.offers if within(offer.url, host)]
    offered.sort(key=lambda offer: offer.offered_at or datetime.min.replace(tzinfo=now.tzinfo), reverse=True)
    for offer in offered[:3]:
        answer = asking.one(ask_for(offer.url), host)
        if answer.outcome is Outcome.FETCHED and answer.content_type in (
            "text/html",
            "application/xhtml+xml",
        ):
            return answer
    return None
