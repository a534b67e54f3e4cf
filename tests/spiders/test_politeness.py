"""Manners on the live web: nobody is asked without a contact, in a hurry, or through a door left open."""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise

import pytest
from the_echo import Book, echo

from spiders.catalogue import Source
from spiders.politeness import NotPolite, newsstand, user_agent

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
    assert 0 < int(str(live["DOWNLOAD_TIMEOUT"])) <= 60
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


class _Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.server.seen.append((time.monotonic(), self.path, self.headers["User-Agent"]))  # type: ignore[attr-defined]
        port = self.server.server_address[1]
        items = "".join(f"<item><link>http://127.0.0.1:{port}/{n}</link></item>" for n in range(2))
        body = (
            f'<rss version="2.0"><channel>{items}</channel></rss>'
            if self.path == "/rss"
            else "<html><p>x</p></html>"
        )
        self.send_response(404 if self.path == "/robots.txt" else 200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    server.seen = []  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def test_live_crawl_takes_its_time(
    book: Book, site: ThreadingHTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one crawl here with live settings; the site is ours, but the spider does not know."""
    monkeypatch.setenv("BEATBOOK_CONTACT", "https://echo.test/about")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    home = f"http://127.0.0.1:{site.server_address[1]}/"
    take = book.crawl(echo(Source("feed", home + "rss"), domains=("127.0.0.1",), homepage=home), "r1")
    assert take.outcomes == {"fetched": 2}
    times, paths, agents = zip(*site.seen, strict=True)  # type: ignore[attr-defined]
    assert paths[:2] == ("/robots.txt", "/rss")
    assert sorted(paths[2:]) == ["/0", "/1"]
    assert set(agents) == {"Beatbook/0.1.0 (+https://echo.test/about)"}
    pauses = [later - earlier for earlier, later in pairwise(times)]
    assert min(pauses) >= 0.45, "one second, give or take the half that Scrapy draws by lot"
