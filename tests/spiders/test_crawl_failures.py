"""Crawls that must not count: each fails by name, says what to do next, and leaves a trace."""

import fcntl
import json
import os
from types import SimpleNamespace

import pytest
from the_echo import DAY, HOST, Book, Play, crawls_of, echo, feed

from beatbook.newsstand.response import document, redirect, refusal
from spiders import crawl as crawl_module
from spiders.boundaries import Boundaries, Refused
from spiders.catalogue import Source
from spiders.crawl import CrawlFailed
from spiders.takes import takes

RSS = Source("feed", f"https://{HOST}/rss")


def test_site_that_answers_nothing_of_use_fails_with_each_source_named(book: Book, play: Play) -> None:
    sick = document("User-agent: *\nAllow: /\n", "text/plain")
    play(
        {
            HOST: {"/robots.txt": sick, "/down": refusal(500, "x"), "/html": document("<html>Sorry</html>")},
            "norobots.echo.test": {"/robots.txt": refusal(503, "x"), "/rss": feed("/a")},
            "away.echo.test": {"/rss": redirect("https://elsewhere.test/rss")},
        }
    )
    expected = {
        f"https://{HOST}/down": "server_error",
        f"https://{HOST}/html": "unreadable",
        f"https://{HOST}/map": "gone",
        "https://norobots.echo.test/rss": "robots_denied",
        "https://away.echo.test/rss": "redirected_off_domain",
    }
    outlet = echo(*[Source("sitemap" if url.endswith("/map") else "feed", url) for url in expected])
    with pytest.raises(CrawlFailed, match="no source answered") as raised:
        book.crawl(outlet, "r1")
    assert "mend or disable" in str(raised.value)
    (take,) = takes(book.archive, DAY)
    assert {poll["source_url"]: poll["outcome"] for poll in take.polls()} == expected
    assert take.run()["finish_reason"].startswith("echo: no source answered")
    assert list(take.pages()) == []
    assert list(take.fetches()) == []
    assert [event["event"] for event in book.events][-1] == "outlet_failed"
    assert not list(book.archive.rglob("*.warc.gz")), "nothing of a failed crawl is committed"


def test_crawl_out_of_time_asks_nobody(book: Book, play: Play) -> None:
    stand = play({HOST: {"/rss": feed("/a")}})
    with pytest.raises(CrawlFailed, match="postponed"):
        book.crawl(echo(RSS), "r1", timeout_seconds=20, budget_share=0.0)
    assert not stand.requests


def test_success_takes_the_trace_away(book: Book, play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CrawlFailed, match="BEATBOOK_CONTACT"):
        book.crawl(echo(RSS), "r1")
    assert [take.failed is not None for take in takes(book.archive, DAY)] == [True]
    play({HOST: {"/rss": feed()}})
    book.crawl(echo(RSS), "r1")
    assert [take.failed for take in takes(book.archive, DAY)] == [None]
    assert not list(book.archive.rglob("*.failed.json"))


def test_second_crawl_of_an_outlet_waits_and_then_gives_way(
    book: Book, play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand = play({HOST: {"/rss": feed()}})
    monkeypatch.setattr(crawl_module, "LOCK_SECONDS", 0.3)
    lock = book.root / "crawl" / "echo" / "lock"
    lock.parent.mkdir(parents=True)
    with lock.open("wb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(CrawlFailed, match="another crawl of echo is under way"):
            book.crawl(echo(RSS), "r1")
    assert not stand.requests


@pytest.mark.parametrize("run_id", ["../r1", "a/b", "", ".hidden", "a b"])
def test_run_id_must_be_a_file_name(book: Book, run_id: str) -> None:
    with pytest.raises(ValueError, match="run_id"):
        book.crawl(echo(RSS), run_id)
    assert not book.archive.exists()


@pytest.mark.parametrize(
    ("url", "meta", "outcome"),
    [
        ("https://elsewhere.test/", {}, "off_domain"),
        ("https://elsewhere.test/", {"redirect_times": 1}, "redirected_off_domain"),
        ("file:///etc/hostname", {}, "malformed_url"),
        ("ftp://www.echo.test/a", {"redirect_times": 1}, "malformed_url"),
    ],
)
def test_boundaries_hold_at_every_hop(url: str, meta: dict[str, int], outcome: str) -> None:
    job = SimpleNamespace(outlet=echo(RSS), budget_seconds=60)
    boundaries = Boundaries(SimpleNamespace(spider=SimpleNamespace(job=job)))
    with pytest.raises(Refused) as raised:
        boundaries.process_request(SimpleNamespace(url=url, meta=meta))
    assert raised.value.outcome == outcome


def test_failure_message_carries_no_control_characters(book: Book, play: Play) -> None:
    evil = "https://www.echo.test/\x1b[2Jrss".replace("\x1b", "%1B")
    play({HOST: {"/%1B[2Jrss": document("<html>\x1b[31m</html>")}})
    with pytest.raises(CrawlFailed) as raised:
        book.crawl(echo(Source("feed", evil)), "r1")
    assert "\x1b" not in str(raised.value)
    (trace,) = book.archive.rglob("*.failed.json")
    assert json.loads(trace.read_text())["reason"] == str(raised.value)


def test_interrupted_crawl_leaves_a_trace_and_no_process(book: Book, play: Play) -> None:
    play({HOST: {"/rss": feed("/a")}})

    class TaskTimeout(BaseException):
        pass

    def note(event: dict[str, object]) -> None:
        if event["event"] == "outlet_progress":
            raise TaskTimeout

    with pytest.raises(TaskTimeout):
        book.crawl(echo(RSS), "r1", note=note)
    (take,) = takes(book.archive, DAY)
    assert take.run()["finish_reason"] == "echo: interrupted by TaskTimeout: run it again"
    assert crawls_of(os.getpid()) == []
