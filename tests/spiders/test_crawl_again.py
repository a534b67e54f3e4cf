"""Runs after the first, on a site that changes or says it does not: what is asked, and what comes of it."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import cast

import pytest
from passing_time import wait
from the_echo import ARTICLE, DAY, HOST, Book, Play, echo, feed

from beatbook.newsstand.response import Page, Request, Response, document, redirect, refusal
from beatbook.newsstand.server import Newsstand
from spiders import tdmrep
from spiders.crawl import CrawlFailed
from spiders.polling import FULL_EVERY
from spiders.records import Fetch, Poll
from spiders.sources import Source
from spiders.takes import Take, takes

RSS = f"https://{HOST}/rss"
OUTLET = echo(Source("feed", RSS))
PLAIN = document("User-agent: *\nDisallow:\n", "text/plain")


@dataclass
class Site:
    """The echo, crawled again and again; between two runs as much time passes as the test says."""

    book: Book
    stand: Newsstand
    runs: int = 0

    def crawl(self, **more: object) -> tuple[Take, list[str]]:
        """Return the take, and what was asked for beside robots.txt and tdmrep.json."""
        before = len(self.stand.log)
        self.runs += 1
        take = self.book.crawl(OUTLET, f"r{self.runs}", **more)
        asked = [request.target for request in self.stand.log[before:]]
        return take, [target for target in asked if target not in ("/robots.txt", tdmrep.PATH)]

    def put(self, target: str, page: Page) -> None:
        self.stand.put(HOST, target, page)

    def wait(self, passed: timedelta) -> None:
        wait(self.book.root, passed)

    def say(self, **changes: object) -> None:
        """Let the last run have left another state of its source; the frontier heals from that."""
        [file] = self.book.archive.glob(f"*/echo-r{self.runs}.stats.json")
        stats = json.loads(file.read_text())
        stats["sources"] = [state | changes for state in stats["sources"]]
        file.write_text(json.dumps(stats))
        for lost in self.book.root.glob("frontier.sqlite*"):
            lost.unlink()


@pytest.fixture
def site(book: Book, play: Play) -> Callable[[Mapping[str, Page]], Site]:
    return lambda pages: Site(book, play({HOST: {"/robots.txt": PLAIN, **pages}}))


def poll(take: Take) -> Poll:
    (given,) = take.stats["polls"]
    return Poll.from_fields(given)


def page(take: Take, path: str) -> Fetch:
    (found,) = [fetch for fetch in take.ledger if fetch.url == f"https://{HOST}{path}"]
    return found


def lying(body: Callable[[], Response]) -> Page:
    """Return a page that says "unchanged" to whoever has asked before, whatever has changed."""

    def answer(request: Request) -> Response:
        if "if-none-match" in request.headers:
            return Response(304, (("ETag", '"always"'),), b"", verbatim=True)
        return body()

    return answer


def test_second_run_with_nothing_new_asks_each_source_once(site: Callable[..., Site]) -> None:
    echo_site = site({"/rss": feed("/a", "/b"), "/a": document(ARTICLE), "/b": document(ARTICLE + "b")})
    echo_site.crawl()
    take, asked = echo_site.crawl(poll_all=True)
    assert asked == ["/rss"]
    assert (poll(take).outcome, poll(take).overlap, poll(take).items) == ("unchanged", 1.0, 2)
    assert poll(take).oldest_at is not None, "it still lists what it listed"
    assert take.outcomes == {}


def test_a_source_that_is_not_due_is_not_asked_and_that_is_no_failure(site: Callable[..., Site]) -> None:
    echo_site = site({"/rss": feed("/a"), "/a": document(ARTICLE)})
    echo_site.crawl()
    take, asked = echo_site.crawl()
    assert asked == []
    assert (poll(take).outcome, take.failed) == ("not_due", None)
    echo_site.wait(timedelta(hours=7))
    take, asked = echo_site.crawl()
    assert (asked[0], poll(take).outcome) == ("/rss", "unchanged")


def test_sitemaps_below_an_unchanged_index_are_still_asked(book: Book, play: Play) -> None:
    def sitemap(*paths: str) -> Page:
        urls = "".join(f"<url><loc>https://{HOST}{path}</loc></url>" for path in paths)
        return document(f"<urlset>{urls}</urlset>", "application/xml")

    index = f"<sitemapindex><sitemap><loc>https://{HOST}/news.xml</loc></sitemap></sitemapindex>"
    pages = {
        "/index.xml": document(index, "application/xml"),
        "/news.xml": sitemap("/a"),
        "/a": document(ARTICLE),
    }
    stand = play({HOST: {"/robots.txt": PLAIN, "/b": document(ARTICLE + "b"), **pages}})
    outlet = echo(Source("sitemap", f"https://{HOST}/index.xml"))
    book.crawl(outlet, "r1")
    stand.put(HOST, "/news.xml", sitemap("/b", "/a"))
    take = book.crawl(outlet, "r2", poll_all=True)
    assert take.outcomes == {"fetched": 1, "known": 1}
    assert [found["outcome"] for found in take.stats["polls"]] == ["unchanged", "fetched"]


def test_false_unchanged_is_found_at_the_tenth_poll_counted_and_not_believed_again(
    site: Callable[..., Site],
) -> None:
    listed = [feed("/a")]
    echo_site = site({"/a": document(ARTICLE), "/b": document(ARTICLE + "b")})
    echo_site.put("/rss", lying(lambda: listed[0]))
    echo_site.crawl()
    listed[0] = feed("/b", "/a")
    echo_site.say(polls_since_full=FULL_EVERY - 2)  # as eight more polls would leave it (test_polling.py)
    assert poll(echo_site.crawl(poll_all=True)[0]).outcome == "unchanged", "the ninth"
    take, asked = echo_site.crawl(poll_all=True)
    assert (poll(take).outcome, poll(take).false_unchanged) == ("fetched", True)
    assert asked == ["/rss", "/rss", "/b"], (
        "in full, once more with the old validators, the page it had hidden"
    )
    assert [row["false_unchanged"] for row in take.polls()] == [True]
    take, _ = echo_site.crawl(poll_all=True)
    assert poll(take).outcome == "fetched", "asked without conditions from now on"


def test_unchanged_without_having_been_asked_is_no_answer(site: Callable[..., Site]) -> None:
    listed = [Response(304, (), b"", verbatim=True)]
    echo_site = site({"/a": Response(304, (), b"", verbatim=True)})
    echo_site.put("/rss", lambda request: listed[0])
    with pytest.raises(CrawlFailed, match="unexpected_status"):
        echo_site.crawl()
    listed[0] = cast(Response, feed("/a"))
    take, _ = echo_site.crawl(poll_all=True)
    assert take.outcomes == {"unexpected_status": 1}


def test_no_overlap_with_the_reading_before_is_probable_loss(site: Callable[..., Site]) -> None:
    pages = {f"/{n}": document(f"{ARTICLE}{n}") for n in range(6)}
    echo_site = site({"/rss": feed("/0", "/1"), **pages})
    echo_site.crawl()
    echo_site.put("/rss", feed("/1", "/2"))
    take, _ = echo_site.crawl(poll_all=True)
    assert (poll(take).overlap, poll(take).probable_loss) == (0.5, False)
    echo_site.put("/rss", feed("/4", "/5"))
    take, _ = echo_site.crawl(poll_all=True)
    assert (poll(take).overlap, poll(take).probable_loss) == (0.0, True)


@pytest.mark.parametrize("header", [{"Retry-After": "7200"}, {}])
def test_a_refused_source_is_left_alone_as_long_as_it_asks(
    site: Callable[..., Site], header: dict[str, str]
) -> None:
    slow_down = Response(429, tuple(header.items()), b"slow down")
    echo_site = site({"/rss": slow_down, "/a": document(ARTICLE)})
    with pytest.raises(CrawlFailed, match="no source answered"):
        echo_site.crawl()
    echo_site.put("/rss", feed("/a"))
    seen = len(echo_site.stand.log)
    if header:  # it is asked for nothing before, not even when all are to be polled, not in the same run
        echo_site.runs = 0
        with pytest.raises(CrawlFailed, match="backing_off"):
            echo_site.crawl(poll_all=True)
        assert len(echo_site.stand.log) == seen
    echo_site.runs = 1
    with pytest.raises(CrawlFailed, match="backing_off"):
        echo_site.crawl()
    assert len(echo_site.stand.log) == seen, "neither robots.txt nor feed"
    (failed,) = [take for take in takes(echo_site.book.archive, DAY) if take.run_id == "r2"]
    assert [row["outcome"] for row in failed.polls()] == ["backing_off"]
    echo_site.wait(timedelta(hours=5))
    take, _ = echo_site.crawl()
    assert take.outcomes == {"fetched": 1}


def test_page_that_failed_is_asked_again_though_its_feed_did_not_change(site: Callable[..., Site]) -> None:
    echo_site = site({"/rss": feed("/a", "/b"), "/a": document(ARTICLE), "/b": refusal(500, "mending")})
    echo_site.crawl()
    echo_site.put("/b", document(ARTICLE + "b"))
    take, asked = echo_site.crawl()
    assert (asked, take.outcomes) == (["/b"], {"fetched": 1})
    assert (page(take, "/b").source_url, page(take, "/b").headline) == (RSS, "Story 1")


def test_page_that_asks_us_to_wait_is_left_alone(site: Callable[..., Site]) -> None:
    busy = Response(503, (("Retry-After", "3600"),), b"busy")
    echo_site = site({"/rss": feed("/a", "/b"), "/a": document(ARTICLE), "/b": busy})
    echo_site.crawl()
    take, asked = echo_site.crawl(poll_all=True)
    assert (asked, take.outcomes) == (["/rss"], {"postponed": 1})
    echo_site.wait(timedelta(hours=2))
    take, asked = echo_site.crawl(poll_all=True)
    assert "/b" in asked


def test_second_looks_tell_unchanged_changed_and_vanished(site: Callable[..., Site]) -> None:
    validated = document(ARTICLE)
    unvalidated = Response(
        200, (("Content-Type", "text/html"),), b"<p>old</p>" + ARTICLE.encode(), verbatim=True
    )
    paths = ("/same", "/bare", "/edited", "/gone", "/led-home", "/walled")
    echo_site = site({"/rss": feed(*paths), "/": document("front"), **dict.fromkeys(paths, validated)})
    echo_site.put("/bare", unvalidated)
    echo_site.crawl()
    take, asked = echo_site.crawl()
    assert asked == [], "no look is due yet"
    echo_site.put("/edited", document(ARTICLE.replace("so", "nothing of the kind to this newspaper")))
    echo_site.put("/gone", refusal(410, "withdrawn"))
    echo_site.put("/led-home", redirect("/", 302))
    echo_site.put("/walled", refusal(403, "no"))
    echo_site.wait(timedelta(minutes=16))
    take, asked = echo_site.crawl()
    assert {path: page(take, path).outcome.value for path in paths} == {
        "/same": "unchanged",
        "/bare": "unchanged",
        "/edited": "fetched",
        "/gone": "vanished",
        "/led-home": "vanished",
        "/walled": "blocked",
    }
    assert take.stats["second_looks"] == len(paths)
    assert (page(take, "/same").status, page(take, "/bare").status) == (304, 200)
    assert [read["url"] for read in take.pages()] == [f"https://{HOST}/edited"]
    echo_site.wait(timedelta(minutes=16))
    take, asked = echo_site.crawl()
    assert sorted(set(asked)) == ["/", "/edited", "/gone", "/led-home"], "those that changed begin anew"


def test_second_look_offered_by_its_feed_has_one_outcome(site: Callable[..., Site]) -> None:
    echo_site = site({"/rss": feed("/a"), "/a": document(ARTICLE), "/b": document(ARTICLE + "b")})
    echo_site.crawl()
    echo_site.wait(timedelta(hours=7))
    echo_site.put("/rss", feed("/b", "/a?utm_source=rss"))
    take, asked = echo_site.crawl()
    assert sorted(asked) == ["/a", "/b", "/rss"]
    assert take.outcomes == {"fetched": 1, "unchanged": 1}


def test_lost_frontier_knows_sources_and_looks_again(site: Callable[..., Site]) -> None:
    echo_site = site({"/rss": feed("/a", "/b"), "/a": document(ARTICLE), "/b": refusal(503, "busy")})
    echo_site.crawl()
    for file in echo_site.book.root.glob("frontier.sqlite*"):
        file.unlink()
    take, asked = echo_site.crawl()
    assert (asked, poll(take).outcome) == (["/b"], "not_due")
