"""Manners on the live web: nobody is asked without a contact, in a hurry, or through a door left open."""

import json
import subprocess
import sys
import time
from itertools import pairwise
from secrets import token_hex

import pytest
from the_echo import HOST, Book, Play, echo, feed

from beatbook.newsstand.response import Response, document
from beatbook.newsstand.server import Newsstand
from spiders.catalogue import Source
from spiders.crawl import CrawlFailed
from spiders.politeness import NotPolite, bytes_per_second, newsstand, user_agent

RSS = Source("feed", f"https://{HOST}/rss")

PRINT_SETTINGS = """
import json
from scrapy.settings import Settings
settings = Settings()
settings.setmodule("spiders.settings", priority="project")
print(json.dumps({name: settings[name] for name in settings if name.isupper()}, default=str))
"""


def settings(**environment: str) -> dict[str, object]:
    ran = subprocess.run(
        [sys.executable, "-c", PRINT_SETTINGS], env=environment, capture_output=True, text=True, check=True
    )
    return dict(json.loads(ran.stdout))


def test_live_settings_are_polite_and_closed() -> None:
    live = settings(BEATBOOK_CONTACT="desk@echo.test")
    expected = {
        "ROBOTSTXT_OBEY": True,
        "AUTOTHROTTLE_ENABLED": True,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        "COOKIES_ENABLED": False,
        "METAREFRESH_ENABLED": False,
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "USER_AGENT": "Beatbook/0.1.0 (+desk@echo.test)",
    }
    assert {name: live[name] for name in expected} == expected
    assert float(str(live["DOWNLOAD_DELAY"])) >= 1
    assert 0 < int(str(live["DOWNLOAD_MAXSIZE"])) <= 10 * 2**20
    assert 0 < float(str(live["DOWNLOAD_TIMEOUT"])) <= 60
    assert not {429, 503} & set(live["RETRY_HTTP_CODES"]), "who asks us to slow down is not asked again"  # type: ignore[call-overload]


def test_newsstand_is_the_one_exception() -> None:
    stand = settings(BEATBOOK_NEWSSTAND="127.0.0.1:9")
    assert (stand["DOWNLOAD_DELAY"], stand["AUTOTHROTTLE_ENABLED"], stand["ROBOTSTXT_OBEY"]) == (
        0,
        False,
        True,
    )


def test_settings_refuse_a_live_crawl_without_contact() -> None:
    with pytest.raises(subprocess.CalledProcessError) as raised:
        settings()
    assert "set BEATBOOK_CONTACT" in raised.value.stderr


@pytest.mark.parametrize("contact", ["", "  ", "me", "a@b\r\nX: y", "javascript:alert(1)"])
def test_contact_must_be_one(contact: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BEATBOOK_CONTACT", contact)
    with pytest.raises(NotPolite, match="BEATBOOK_CONTACT"):
        user_agent()


@pytest.mark.parametrize(
    "address", ["10.0.0.1:80", "echo.test:80", "127.0.0.1", "127.0.0.1:80/x", "http://localhost:1"]
)
def test_newsstand_must_be_on_loopback(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BEATBOOK_NEWSSTAND", address)
    with pytest.raises(NotPolite, match="BEATBOOK_NEWSSTAND"):
        newsstand()


def paths(stand: Newsstand) -> list[str]:
    return [request.target for request in stand.log]


def pauses(stand: Newsstand) -> list[float]:
    times = [request.received_at.timestamp() for request in stand.log]
    return [later - earlier for earlier, later in pairwise(times)]


def test_a_crawl_takes_its_time(book: Book, play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BEATBOOK_SECONDS_APART", "1")
    stand = play({HOST: {"/rss": feed("/0", "/1"), "/0": document("<p>x"), "/1": document("<p>x")}})
    take = book.crawl(echo(RSS), "r1")
    assert take.outcomes == {"fetched": 2}
    assert paths(stand)[:2] == ["/robots.txt", "/rss"]
    assert min(pauses(stand)) >= 0.45, "one second, give or take the half that Scrapy draws by lot"


@pytest.mark.parametrize("given", ["0", "0.2", ""])
def test_nothing_makes_a_live_crawl_hurry(given: str) -> None:
    live = settings(BEATBOOK_CONTACT="desk@echo.test", BEATBOOK_SECONDS_APART=given)
    assert (live["DOWNLOAD_DELAY"], live["CONCURRENT_REQUESTS_PER_DOMAIN"]) == (1.0, 1)


@pytest.mark.parametrize("rule", ["Crawl-delay: 0.7", "Request-rate: 10/7s"])
def test_the_pause_that_robots_txt_asks_for_is_kept(book: Book, play: Play, rule: str) -> None:
    articles = {f"/{n}": document("<p>x") for n in range(3)}
    robots = document(f"User-agent: Beatbook\n{rule}\n", "text/plain")
    stand = play({HOST: {"/robots.txt": robots, "/rss": feed(*articles)} | articles})
    assert book.crawl(echo(RSS), "r1").outcomes == {"fetched": 3}
    assert min(pauses(stand)) >= 0.65


def test_a_pause_longer_than_the_run_is_kept_too(book: Book, play: Play) -> None:
    robots = document("User-agent: *\nCrawl-delay: 20\n", "text/plain")
    stand = play({HOST: {"/robots.txt": robots, "/rss": feed("/0")}})
    with pytest.raises(CrawlFailed, match="postponed"):
        book.crawl(echo(RSS), "r1", timeout_seconds=20)
    assert paths(stand) == ["/robots.txt"]


def test_bandwidth_stays_under_the_cap(book: Book, play: Play) -> None:
    """Pages of 60 kB on the line, which gzip halves, at 60 kB a second; also within one download."""
    articles = {
        f"/{n}": Response(200, (("Content-Type", "text/html"),), f"<p>{token_hex(60_000)}".encode())
        for n in "ab"
    }
    play({HOST: {"/rss": feed(*articles)} | articles})
    before = time.monotonic()
    assert book.crawl(echo(RSS, bytes_per_second=60_000), "r1").outcomes == {"fetched": 2}
    assert time.monotonic() - before > 2


def test_the_lower_cap_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BEATBOOK_NEWSSTAND", raising=False)
    assert (bytes_per_second(None), bytes_per_second(500)) == (1_000_000, 500)
    monkeypatch.setenv("BEATBOOK_BYTES_PER_SECOND", "400")
    assert (bytes_per_second(None), bytes_per_second(500), bytes_per_second(300)) == (400, 400, 300)
    monkeypatch.setenv("BEATBOOK_BYTES_PER_SECOND", "fast")
    with pytest.raises(NotPolite, match="BEATBOOK_BYTES_PER_SECOND"):
        bytes_per_second(None)
