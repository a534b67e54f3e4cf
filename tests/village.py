"""A village's press on loopback: a few outlets with a few pages each, so that a whole day takes seconds."""

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from email.utils import format_datetime
from pathlib import Path

from beatbook.newsstand import Newsstand, Site, document, refusal

PUBLISHED = dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC)
STORIES = (
    (
        "Council agrees to mend the bridge",
        "Councillors agreed on Thursday to mend the old bridge before spring.",
    ),
    (
        "Police stop and search powers queried",
        "Officers carried out a stop and search near the station, and parents asked the Met Police why.",
    ),
    (
        "Officer sacked after misconduct hearing",
        "A misconduct hearing found gross misconduct and dismissed the officer, police said.",
    ),
)

OUTLET = """name = "{name}"
homepage = "http://{host}/"
kind = "local"
region = "London"
domains = ["{host}"]
confidence = "high"
enabled = true

[[sources]]
kind = "feed"
url = "http://{host}/feed"
"""


@dataclass(frozen=True)
class Village:
    """The press while it is open: the stand, and the environment that sends a crawl there."""

    stand: Newsstand
    environment: Mapping[str, str]


@contextmanager
def village(
    folder: Path, outlets: tuple[str, ...], pages: int, *, shut: tuple[str, ...] = (), seconds: float = 0.0
) -> Iterator[Village]:
    """Open a press of outlets with so many articles each; those of `shut` answer 503 to everything.

    `seconds` is how long each page takes to come.
    """
    catalogue = folder / "catalogue"
    catalogue.mkdir(parents=True)
    for slug in (*outlets, *shut):
        text = OUTLET.format(name=slug.title(), host=_host(slug))
        (catalogue / f"{slug}.toml").write_text(text, encoding="utf-8")
    closed: Site = {target: refusal(503, "shut") for target in ("/robots.txt", "/feed")}
    sites = {_host(slug): _site(slug, pages, seconds) for slug in outlets} | {
        _host(slug): closed for slug in shut
    }
    with Newsstand(sites) as stand:
        yield Village(
            stand,
            {
                "BEATBOOK_HOME": str(folder / "home"),
                "BEATBOOK_CATALOGUE": str(catalogue),
                "BEATBOOK_NEWSSTAND": stand.address,
                "BEATBOOK_RETRY_SECONDS": "0",
                "BEATBOOK_SITE": "off",  # the demo's day has a site and a digest
                "BEATBOOK_DIGEST": "off",
            },
        )


def _host(slug: str) -> str:
    return f"www.{slug}.example"


def _site(slug: str, pages: int, seconds: float) -> Site:
    targets = [f"/news/2026/11/20/story-{number}" for number in range(pages)]
    articles = {
        target: replace(document(_article(slug, number)), delay_seconds=seconds)
        for number, target in enumerate(targets)
    }
    gone = {"/news/2026/11/20/gone": refusal(410, "taken down")}
    feed = document(_feed(slug, [*targets, *gone]), "application/rss+xml; charset=utf-8")
    robots = document("User-agent: *\nAllow: /\n", "text/plain; charset=utf-8")
    return {"/robots.txt": robots, "/feed": feed, **articles, **gone}


def _article(slug: str, number: int) -> str:
    headline, opening = STORIES[number % len(STORIES)]
    filler = [f"Paragraph {count} of story {number} tells {slug} readers what else was said that day." * 2
              for count in range(4)]  # fmt: skip
    body = "".join(f"<p>{text}</p>" for text in (opening, *filler))
    return f"""<!doctype html><html lang="en"><head><title>{headline} {number}</title>
<meta property="og:type" content="article"><meta property="og:title" content="{headline} {number}">
<meta property="article:published_time" content="{_at(number).isoformat()}"></head>
<body><article><h1>{headline} {number}</h1>{body}</article></body></html>"""


def _feed(slug: str, targets: list[str]) -> str:
    items = "".join(
        f"<item><title>Story {number}</title><link>http://{_host(slug)}{target}</link>"
        f"<pubDate>{format_datetime(_at(number))}</pubDate></item>"
        for number, target in enumerate(targets)
    )
    return f'<rss version="2.0"><channel><title>{slug}</title>{items}</channel></rss>'


def _at(number: int) -> dt.datetime:
    return PUBLISHED + dt.timedelta(minutes=number)
