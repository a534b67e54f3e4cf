"""What an outlet offers its articles by: the kinds of source, and the options that each may carry."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from .fields import Fields

SOURCE_KINDS = {  # kind -> the options it must have, the options it may have
    "feed": ((), ()),
    "sitemap": ((), ("window_days",)),
    "listing": (("links",), ("next", "most_pages")),
    "wordpress": ((), ("window_days", "most_pages")),
}
PLACEHOLDER = re.compile(r"\{(\w*)\}")
PLACEHOLDERS = ("yyyy", "mm", "dd", "m", "d")
MOST_SITEMAPS = 50  # documents read for one source; a news index lists a handful
MOST_PAGES = 50
MOST_DAYS = 366


@dataclass(frozen=True)
class Source:
    """One feed, sitemap, section page or posts API that an outlet offers its articles by."""

    kind: str
    url: str
    window_days: int | None = None  # sitemap, wordpress: what is older is left out
    links: str | None = None  # listing: CSS selector of the links to articles
    next: str | None = None  # listing: CSS selector of the link to the page after
    most_pages: int = 1  # listing, wordpress: pages read in one run

    def since(self, now: datetime) -> datetime | None:
        """Return the midnight (UTC) at which the window begins, None without one.

        >>> Source("sitemap", "https://a.test/", 2).since(datetime(2026, 11, 22, 9, tzinfo=UTC)).isoformat()
        '2026-11-20T00:00:00+00:00'
        """
        if self.window_days is None:
            return None
        midnight = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
        return midnight - timedelta(days=self.window_days)

    @property
    def is_paged(self) -> bool:
        """Whether its documents are pages of one list, newest first, so that the known end is the end."""
        return self.kind in ("listing", "wordpress")

    @property
    def most_documents(self) -> int:
        """How many documents one run may read that its first ones lead to."""
        return self.most_pages if self.is_paged else MOST_SITEMAPS


def sources(ask: Fields, domains: tuple[str, ...]) -> tuple[Source, ...]:
    """Return the sources of an outlet's file; raises CatalogueError for one that is not as it must be."""
    listed = ask.fields.get("sources", [])
    good = isinstance(listed, list) and all(isinstance(item, dict) for item in listed)
    ask.require(good, "sources", "must be [[sources]] tables")
    found: list[Source] = []
    for number, item in enumerate(listed, start=1):
        one = Fields(item, ask.where, f"sources[{number}].")
        made = _source(one, domains)
        one.require(made.url not in [other.url for other in found], "url", f"{made.url!r} is listed twice")
        found.append(made)
    return tuple(found)


def _source(ask: Fields, domains: tuple[str, ...]) -> Source:
    kind = ask.one_of("kind", tuple(SOURCE_KINDS)) if "kind" in ask.fields else "feed"
    must, may = SOURCE_KINDS[kind]
    ask.only(("kind", "url", *must), may)
    made = Source(
        kind=kind,
        url=ask.address("url", ask.text("url"), domains),
        window_days=ask.count("window_days", MOST_DAYS),
        links=ask.selector("links"),
        next=ask.selector("next"),
        most_pages=ask.count("most_pages", MOST_PAGES) or 1,
    )
    named = PLACEHOLDER.findall(made.url)
    ask.require(not named or kind == "sitemap", "url", f"{{{''.join(named[:1])}}} is only for sitemaps")
    for name in named:
        ask.require(name in PLACEHOLDERS, "url", f"{{{name}}} is none of {', '.join(PLACEHOLDERS)}")
    ask.require(
        not named or made.window_days, "window_days", "is missing: an address with dates needs a window"
    )
    return made
