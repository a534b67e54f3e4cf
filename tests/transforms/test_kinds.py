"""What is no article of ours is told by its name, and never counted as one."""

import pyarrow as pa
import pytest

import transforms
from transforms.schemas import PAGES

LONG = " ".join(f"Officer {n} told the inquest what was seen at the station that night." for n in range(40))
SHORT = "A man has been charged after a stabbing at Harwick station on Monday evening."
WALL = "<div class=paywall>Subscribe to continue reading this article.</div>"
LD = '<script type="application/ld+json">'


def page(path: str, headline: str, text: str, head: str = "", tail: str = "") -> dict:
    body = f"<article><h1>{headline}</h1><p>{text}</p>{tail}</article>"
    html = f"<html lang=en-GB><head>{head}</head><body>{body}</body></html>"
    return {"outlet": "echo", "url": f"https://www.echo.example{path}", "html": html.encode()}


DATED = "<meta property=article:published_time content='2026-11-22T09:00:00Z'>"
SITE = "<meta property=og:type content=website>"
TEASERS = "</p><p>".join(["Two held after a stabbing at Harwick station, the force says."] * 60)
LOCKED = f'{LD}{{"@type":"NewsArticle","isAccessibleForFree":false,"wordCount":900}}</script>'
PAGES_OF = {
    "a live blog": (page("/news/live/trial-verdict", "Verdict live", LONG, DATED), "live", "fetched"),
    "a crossword": (page("/crosswords/quick/11", "Quick crossword 11", LONG, DATED), None, "not_article"),
    "an advertorial": (page("/sponsored/alarms", "Ten alarms", LONG, DATED), None, "not_article"),
    "a podcast": (page("/podcasts/beat", "The beat, episode 3", SHORT, DATED), None, "not_article"),
    "a podcast told in words": (page("/podcasts/beat", "The beat", LONG, DATED), "audio", "fetched"),
    "a stub": (page("/news/1", "Man charged", SHORT, LOCKED, WALL), None, "paywalled"),
    "a consent wall": (
        page("/", "We value your privacy", "We and our partners use cookies. Cookies need your consent."),
        None,
        "not_article",
    ),
    "a front of teasers": (page("/news/3", "News", TEASERS, SITE), None, "not_article"),
    "a long review without a date": (page("/news/4", "Shield review", LONG, SITE), "article", "fetched"),
    "an article": (page("/news/2", "Man charged", LONG, DATED), "article", "fetched"),
    "a brief": (page("/news/3", "Man charged", SHORT, DATED), "article", "fetched"),
}


@pytest.mark.parametrize(("shown", "kind", "outcome"), PAGES_OF.values(), ids=PAGES_OF)
def test_each_kind_of_page_has_its_name(shown, kind, outcome):
    known = pa.schema([PAGES.field(name) for name in shown])
    articles, readings = transforms.read(pa.Table.from_pylist([shown], schema=known))
    assert articles["kind"].to_pylist() == ([kind] if kind else [])
    assert readings["outcome"].to_pylist() == [outcome]
    assert kind is not None or readings["detail"][0].as_py()
