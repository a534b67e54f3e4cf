"""The demo edition: four months of nine fictional outlets, built from a seed, that knows its own truth."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from . import bursts, byhand, copies, edits, platforms, strays
from .article import DemoArticle, StrayLink
from .desk import Desk, Filed
from .rota import Newsroom, london_day, moments, newsrooms

SEED = "beatbook-demo-1"
BLIND_OUTLET = "albion-news"
BLIND_MONTH = "2026-08"  # the broadcaster's sitemap of that month answers 503


@dataclass(frozen=True)
class Edition:
    """Everything that was printed, in order of publication, and the links that lead to no article."""

    seed: str
    articles: tuple[DemoArticle, ...]
    strays: tuple[StrayLink, ...]

    @cached_property
    def outlets(self) -> tuple[str, ...]:
        """Return the slugs of the outlets, sorted."""
        return tuple(sorted({article.outlet for article in self.articles}))

    @cached_property
    def expected_outcomes(self) -> dict[str, str]:
        """Return what the fetch ledger should say of every URL that a source offers."""
        outcomes = {stray.url: stray.expected_outcome for stray in self.strays}
        for article in self.articles:
            if article.expected_outcome is not None:
                outcomes[article.offered_url] = article.expected_outcome
        return outcomes

    def of(self, outlet: str) -> tuple[DemoArticle, ...]:
        """Return one outlet's articles, in order of publication."""
        return tuple(article for article in self.articles if article.outlet == outlet)


def build(seed: str = SEED) -> Edition:
    """Return the edition of a seed: the same on every machine; about a second's work."""
    rooms = {room.slug: room for room in newsrooms(seed)}
    desk = Desk(seed)
    filed = sorted(_filed(desk, rooms), key=lambda story: (story.published_at, story.outlet))
    printed = _printed(filed)
    articles = sorted([*printed, *byhand.articles()], key=lambda article: (article.published_at, article.url))
    return Edition(seed, tuple(edits.edited(articles, seed)), tuple(strays.links(seed)))


def _filed(desk: Desk, rooms: dict[str, Newsroom]) -> Iterator[Filed]:
    own = [
        desk.story(room, moment, number)
        for room in rooms.values()
        for number, moment in enumerate(moments(room, desk.seed))
    ]
    own += bursts.stories(desk, rooms)
    yield from own
    yield from copies.wire(desk, rooms)
    yield from copies.group(own, desk)
    yield from copies.press_releases(own, desk, rooms)


def _printed(filed: list[Filed]) -> list[DemoArticle]:
    """Return the stories as articles with addresses; a copy knows its original's."""
    urls = {id(story): _address(story, number) for number, story in enumerate(filed)}
    return [_article(story, urls) for story in filed]


def _address(story: Filed, number: int) -> str:
    section = story.draft.frame.section
    return platforms.address(story.outlet, section, _headline(story), story.published_at, number)


def _article(story: Filed, urls: dict[int, str]) -> DemoArticle:
    frame, kept = story.draft.frame, story.draft.paragraphs[: story.cut]
    url = urls[id(story)]
    texts = tuple(_swapped(paragraph.text, story.swaps) for paragraph in kept)
    quotes = tuple(quote for paragraph in kept for quote in paragraph.quotes)
    if story.swaps:
        quotes = tuple(quote for quote in quotes if any(quote.text in text for text in texts))
    return DemoArticle(
        outlet=story.outlet,
        url=url,
        headline=_headline(story),
        standfirst=story.draft.standfirst,
        paragraphs=texts,
        authors=story.authors,
        section=frame.section,
        published_at=story.published_at,
        modified_at=story.published_at,
        topics=frame.topics.union(*(paragraph.topics for paragraph in kept)),
        entities=_entities(story, texts),
        quotes=quotes,
        copy_of=None if story.copy_of is None else urls[id(story.copy_of)],
        copy_kind=story.copy_kind,
        offered_url=platforms.offered(story.outlet, url),
        expected_outcome="fetched" if _is_offered(story) else None,
        block_quotes=frozenset(at for at, paragraph in enumerate(kept) if paragraph.is_block_quote),
        frame=frame.name,
    )


def _entities(story: Filed, texts: tuple[str, ...]) -> frozenset[str]:
    """Return the bodies named in what was kept; a sub who changes the voice names the force."""
    named = frozenset().union(*(paragraph.entities for paragraph in story.draft.paragraphs[: story.cut]))
    force = "Wealdshire Police"
    return named | {force} if story.swaps and any(force in text for text in texts) else named


def _is_offered(story: Filed) -> bool:
    return story.outlet != BLIND_OUTLET or f"{london_day(story.published_at):%Y-%m}" != BLIND_MONTH


def _headline(story: Filed) -> str:
    return story.draft.headlines[story.headline]


def _swapped(text: str, swaps: tuple[tuple[str, str], ...]) -> str:
    for old, new in swaps:
        text = text.replace(old, new)
    return text
