"""Sources in an outlet's file: each kind takes its own options and no other's."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from test_catalogue import ECHO

from spiders import kinds
from spiders.catalogue import CatalogueError, outlet
from spiders.sources import SOURCE_KINDS, Source

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
PLAIN = 'kind = "feed"\nurl = "https://feeds.echo.test/rss"'


def sources(text: str) -> tuple[Source, ...]:
    return outlet("echo", tomllib.loads(ECHO.replace(PLAIN, text)), "echo.toml").sources


def test_options_reach_the_source() -> None:
    text = (
        'kind = "listing"\nurl = "https://echo.test/news"\nlinks = "h2 a"\n'
        'next = "a[rel=next]"\nmost_pages = 4\n'
        '[[sources]]\nkind = "wordpress"\nurl = "https://echo.test/wp-json/wp/v2/posts"\nwindow_days = 3\n'
        '[[sources]]\nkind = "sitemap"\nurl = "https://echo.test/{yyyy}/{m}.xml"\nwindow_days = 366'
    )
    assert sources(text) == (
        Source("listing", "https://echo.test/news", links="h2 a", next="a[rel=next]", most_pages=4),
        Source("wordpress", "https://echo.test/wp-json/wp/v2/posts", window_days=3),
        Source("sitemap", "https://echo.test/{yyyy}/{m}.xml", window_days=366),
    )


@pytest.mark.parametrize(
    ("kind", "more", "complaint"),
    [
        ("feed", "window_days = 3", "sources[1].window_days: is not a field; the fields are kind, url"),
        ("sitemap", 'links = "a"', "sources[1].links: is not a field"),
        ("listing", "", "sources[1].links: is missing"),
        ("listing", 'links = "a["', "sources[1].links: 'a[' is not a CSS selector"),
        ("listing", 'links = "a"\nnext = "("', "sources[1].next: '(' is not a CSS selector"),
        (
            "listing",
            'links = "a"\nmost_pages = 51',
            "sources[1].most_pages: must be a whole number from 1 to 50",
        ),
        ("wordpress", "most_pages = 0", "sources[1].most_pages: must be a whole number"),
        ("wordpress", "most_pages = true", "sources[1].most_pages: must be a whole number"),
        ("sitemap", "window_days = 400", "sources[1].window_days: must be a whole number from 1 to 366"),
        ("sitemap", 'window_days = "3"', "sources[1].window_days: must be a whole number"),
    ],
)
def test_a_wrong_option_is_named(kind: str, more: str, complaint: str) -> None:
    with pytest.raises(CatalogueError) as raised:
        sources(f'kind = "{kind}"\nurl = "https://echo.test/x"\n{more}')
    assert complaint in str(raised.value)


@pytest.mark.parametrize(
    ("kind", "path", "more", "complaint"),
    [
        ("feed", "{yyyy}.rss", "", "{yyyy} is only for sitemaps"),
        ("sitemap", "{year}.xml", "window_days = 3", "{year} is none of yyyy, mm, dd, m, d"),
        ("sitemap", "{yyyy}.xml", "", "window_days: is missing: an address with dates needs a window"),
    ],
)
def test_a_wrong_pattern_is_named(kind: str, path: str, more: str, complaint: str) -> None:
    with pytest.raises(CatalogueError) as raised:
        sources(f'kind = "{kind}"\nurl = "https://echo.test/{path}"\n{more}')
    assert complaint in str(raised.value)


def test_dated_addresses_cover_the_window_once_each_newest_first() -> None:
    day = Source("sitemap", "https://echo.test/map?yyyy={yyyy}&mm={mm}&dd={dd}", window_days=2)
    assert kinds.first(day, NOW) == (
        "https://echo.test/map?yyyy=2026&mm=03&dd=01",
        "https://echo.test/map?yyyy=2026&mm=02&dd=28",
        "https://echo.test/map?yyyy=2026&mm=02&dd=27",
    )
    month = Source("sitemap", "https://echo.test/{yyyy}-{m}.xml", window_days=40)
    assert kinds.first(month, NOW) == (
        "https://echo.test/2026-3.xml",
        "https://echo.test/2026-2.xml",
        "https://echo.test/2026-1.xml",
    )


def test_the_docs_have_every_kind_and_option() -> None:
    docs = (Path(__file__).parents[2] / "docs" / "outlets.md").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in docs.splitlines()]
    told = {row[0]: (row[2], row[3]) for row in rows if len(row) == 4 and row[0].startswith("`")}
    quoted = lambda names: ", ".join(f"`{name}`" for name in names)  # noqa: E731
    assert told == {f"`{kind}`": (quoted(must), quoted(may)) for kind, (must, may) in SOURCE_KINDS.items()}
    options = {option for must, may in SOURCE_KINDS.values() for option in (*must, *may)}
    assert {f"`{option}`" for option in options} <= {row[0] for row in rows if len(row) == 3}


def test_a_kind_without_reader_is_our_own_mistake() -> None:
    with pytest.raises(ValueError, match="no reader"):
        kinds.read(Source("carrier-pigeon", "https://echo.test/"), b"", "https://echo.test/", {}, NOW)
