"""Every article has its page, every page its article, and the sources offer what the truth says they do."""

import json
from datetime import UTC, datetime, timedelta

import feedparser
import pytest
from lxml import etree, html
from protego import Protego

from beatbook.newsstand import demo_catalogue_folder, demo_edition, demo_sites
from beatbook.newsstand.platforms import PLATFORMS
from beatbook.newsstand.response import Request, Response
from beatbook.newsstand.rota import CLOSE
from spiders.catalogue import outlets

EDITION = demo_edition()
SITES = demo_sites()
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
ALBION_AUGUST = "http://www.albionnews.test/sitemaps/articles-2026-08.xml"


def served(url, sites=SITES) -> Response:
    host, _, path = url.removeprefix("http://").partition("/")
    page = sites[host][f"/{path}"]
    return page(Request("GET", host, f"/{path}", {}, datetime.now(UTC))) if callable(page) else page


def offered(source, sites=SITES) -> set[str]:
    response = served(source.url, sites)
    if source.kind == "feed":
        parsed = feedparser.parse(response.body)
        assert not parsed.bozo
        return {entry.link for entry in parsed.entries}
    root = etree.fromstring(response.body)
    children = root.xpath("s:sitemap/s:loc/text()", namespaces=SITEMAP)
    found = set(root.xpath("s:url/s:loc/text()", namespaces=SITEMAP))
    for child in children:
        if served(child, sites).status == 200:
            found |= set(
                etree.fromstring(served(child, sites).body).xpath("s:url/s:loc/text()", namespaces=SITEMAP)
            )
    return found


def squeezed(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("outlet", sorted(PLATFORMS))
def test_every_page_holds_its_article_and_says_that_it_is_fictional(outlet):
    for article in EDITION.of(outlet):
        response = served(article.url)
        assert response.status == 200
        tree = html.fromstring(response.body.decode("utf-8"))
        text = squeezed(tree.text_content())
        version = article.at(CLOSE)
        for paragraph in version.paragraphs:
            assert paragraph in text, (article.url, paragraph)
        assert squeezed(tree.xpath("string(//h1)")) == version.headline
        assert "Fictional demo edition" in text
        assert tree.xpath("string(//link[@rel='canonical']/@href)") == article.url
        for author in article.authors:
            assert author in text


@pytest.mark.parametrize("outlet", sorted(PLATFORMS))
def test_what_a_page_says_about_itself_is_valid_json(outlet):
    article = EDITION.of(outlet)[0]
    tree = html.fromstring(served(article.url).body)
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        assert json.loads(script)["@context"] == "https://schema.org"


@pytest.mark.parametrize("outlet", outlets(demo_catalogue_folder()), ids=lambda outlet: outlet.slug)
def test_sources_offer_every_url_the_truth_expects_and_no_other(outlet):
    expected = {
        *(article.offered_url for article in EDITION.of(outlet.slug) if article.expected_outcome),
        *(stray.url for stray in EDITION.strays if stray.outlet == outlet.slug),
    }
    assert set().union(*(offered(source) for source in outlet.sources)) == expected


def test_feeds_of_all_three_kinds_carry_headline_date_and_author():
    article = next(a for a in EDITION.of("aldermere-echo") if a.authors and not a.edited)
    parsed = feedparser.parse(served("http://www.aldermereecho.test/news/index.rdf").body)
    entry = next(entry for entry in parsed.entries if entry.link == article.offered_url)
    assert parsed.version == "rss10"
    assert (entry.title, entry.author) == (article.headline, article.authors[0])
    assert datetime(*entry.updated_parsed[:6], tzinfo=UTC) == article.published_at.replace(microsecond=0)
    assert feedparser.parse(served("http://www.sankofapost.test/atom.xml").body).version == "atom10"
    assert feedparser.parse(served("http://www.londonlantern.test/feed/").body).version == "rss20"


def test_the_broadcasters_august_is_a_fault_and_its_other_months_are_not():
    assert served(ALBION_AUGUST).status == 503
    assert served(ALBION_AUGUST.replace("-08", "-09")).status == 200
    index = etree.fromstring(served("http://www.albionnews.test/sitemap.xml").body)
    assert ALBION_AUGUST in index.xpath("s:sitemap/s:loc/text()", namespaces=SITEMAP)


def test_robots_bars_exactly_what_the_truth_calls_denied():
    for platform in PLATFORMS.values():
        rules = Protego.parse(served(f"http://{platform.host}/robots.txt").body.decode())
        for url, outcome in EDITION.expected_outcomes.items():
            if f"//{platform.host}/" in url:
                assert rules.can_fetch(url, "beatbook") is (outcome != "robots_denied"), url


def test_stray_links_answer_as_the_truth_says():
    codes = {"gone": (404, 410), "server_error": (500,), "not_article": (200,), "paywalled": (200,)}
    for stray in EDITION.strays:
        if stray.expected_outcome == "off_domain":
            assert stray.url.removeprefix("http://").partition("/")[0] not in SITES
        elif stray.expected_outcome in codes:
            assert served(stray.url).status in codes[stray.expected_outcome]


def test_a_paywall_serves_one_paragraph_and_says_so():
    stray = next(stray for stray in EDITION.strays if stray.expected_outcome == "paywalled")
    page = served(stray.url).body.decode()
    assert '"isAccessibleForFree": false' in page
    first = EDITION.of(stray.outlet)[0]
    assert squeezed(html.fromstring(page).text_content()).count(first.paragraphs[0]) == 1
    assert first.paragraphs[1] not in page


def test_some_links_lead_to_the_canonical_address_by_a_redirect():
    moved = [article for article in EDITION.articles if article.offered_url != article.url]
    assert moved
    for article in moved:
        assert served(article.offered_url).header("Location") == article.url


def test_as_of_a_moment_nothing_later_is_there():
    moment = datetime(2026, 8, 1, tzinfo=UTC)
    then = demo_sites(as_of=moment)
    later = next(article for article in EDITION.of("daily-ledger") if article.published_at > moment)
    catalogued = {outlet.slug: outlet for outlet in outlets(demo_catalogue_folder())}
    urls = set().union(*(offered(source, then) for source in catalogued["daily-ledger"].sources))
    assert later.offered_url not in urls
    assert later.url.removeprefix("http://www.dailyledger.test") not in then["www.dailyledger.test"]
    assert {a.offered_url for a in EDITION.of("daily-ledger") if a.published_at <= moment} <= urls


def test_an_edit_changes_the_page_its_date_and_its_etag():
    article = next(
        article for article in EDITION.articles if article.edited and article.edited[0].since > CLOSE
    )
    before, after = served(article.url), served(article.url, demo_sites(as_of=CLOSE + timedelta(days=30)))
    assert before.etag != after.etag
    assert before.header("Last-Modified") != after.header("Last-Modified")
    assert squeezed(article.edited[0].paragraphs[-1]) in squeezed(html.fromstring(after.body).text_content())
