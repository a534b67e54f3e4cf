"""No connection leaves for an address that is not public, whatever the name said a moment ago."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from the_echo import DAY, echo

from spiders.catalogue import Source
from spiders.frontier import Frontier
from spiders.job import Job
from spiders.paths import part
from spiders.resolving import is_public

INSIDE = [
    "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254",  # noqa: S104
    "100.64.0.1", "192.0.2.7", "198.18.0.1", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255",
    "::", "::1", "::ffff:127.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1", "fe80::1", "fe80::1%eth0",
    "fc00::1", "fd12::1", "fec0::1", "ff02::1", "2001:db8::1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe",
    "2002:7f00:1::", "2002:a00:1::1",
]  # fmt: skip


@pytest.mark.parametrize("host", INSIDE)
def test_addresses_that_are_not_public(host: str) -> None:
    assert not is_public(host)


@pytest.mark.parametrize("host", ["8.8.8.8", "93.184.215.14", "2606:4700::6810:1", "64:ff9b::808:808"])
def test_addresses_that_are(host: str) -> None:
    assert is_public(host)


# The whole crawl process on the live settings, with a name server and a network of our own: names answer as
# the test says, public addresses lead to the server on loopback, and every connection is written down.
LIVE = """
import json, os, socket, sys
answers, port, seen = json.loads(os.environ["ANSWERS"]), int(os.environ["SITE"]), []
def look_up(host, port, *more, **named):
    ask = answers.get(host, [[host]])
    found = ask.pop(0) if len(ask) > 1 else ask[0]
    family = lambda address: socket.AF_INET6 if ":" in address else socket.AF_INET
    return [(family(a), socket.SOCK_STREAM, 6, "", (a, port, 0, 0) if ":" in a else (a, port)) for a in found]
import twisted.internet._resolver as resolver
resolver.GAIResolver.__init__.__defaults__ = (None, look_up)
from twisted.internet.asyncioreactor import AsyncioSelectorReactor as Reactor
connect = Reactor.connectTCP
def connectTCP(self, host, asked, *more, **named):
    print(json.dumps({"connects": host}), file=open(os.environ["SEEN"], "a"))
    return connect(self, "127.0.0.1", port, *more, **named)
Reactor.connectTCP = connectTCP
from spiders.run import main
main()
"""


class _Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        host = self.headers["Host"]
        if host == "moves.echo.test" and self.path == "/1":
            self.send_response(302)
            self.send_header("Location", "http://inside.echo.test/latest/meta-data")
        else:
            self.send_response(404 if self.path == "/robots.txt" else 200)
        links = "".join(f"<item><link>http://{name}/1</link></item>" for name in NAMES)
        body = f'<rss version="2.0"><channel>{links}</channel></rss>' if self.path == "/rss" else "<p>x</p>"
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


PUBLIC, OTHER = "93.184.215.14", "2606:4700::6810:1"
NAMES = {  # host -> what each lookup answers, the last for ever
    "rebinds.echo.test": [[PUBLIC], ["127.0.0.1"]],
    "moves.echo.test": [[PUBLIC]],
    "inside.echo.test": [["169.254.169.254"]],
    "mixed.echo.test": [[PUBLIC, "10.0.0.1"]],
    "mapped.echo.test": [["::ffff:127.0.0.1"]],
    "six.echo.test": [[OTHER]],
    "127.0.0.1": [["127.0.0.1"]],
    "0x7f000001.echo.test": [["127.0.0.1"]],
}


@pytest.fixture
def site() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_live_crawl_connects_to_public_addresses_only(tmp_path: Path, site: int) -> None:
    home = "http://home.echo.test/"
    outlet = echo(Source("feed", home + "rss"), homepage=home, domains=("echo.test", "127.0.0.1"))
    frontier = tmp_path / "frontier.sqlite"
    Frontier(frontier).heal(tmp_path / "archive", outlet.slug)
    job = Job(
        outlet=outlet, archive=tmp_path / "archive", frontier=frontier, cache=tmp_path / "answers",
        run_id="r1", day=DAY, budget_seconds=60, parent=os.getpid(),
    )  # fmt: skip
    job.paths.stats.parent.mkdir(parents=True)
    seen = tmp_path / "seen"
    environment = {
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        "BEATBOOK_CONTACT": "desk@echo.test",
        "ANSWERS": json.dumps(NAMES | {"home.echo.test": [[PUBLIC]]}),
        "SITE": str(site),
        "SEEN": str(seen),
        "http_proxy": "http://127.0.0.1:9",  # not ours to use: it would look names up itself
    }
    ran = subprocess.run(
        [sys.executable, "-c", LIVE], input=job.to_json(), env=environment, capture_output=True, text=True,
        timeout=120, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    connected = {json.loads(line)["connects"] for line in seen.read_text().splitlines()}
    assert connected == {PUBLIC, OTHER}
    lines = [json.loads(line) for line in part(job.paths.fetches).read_text().splitlines()]
    outcomes = {line["url"].split("/")[2]: line["outcome"] for line in lines if line["kind"] == "article"}
    assert outcomes == {
        "rebinds.echo.test": "fetched",  # robots.txt and page by the one address that was judged
        "moves.echo.test": "private_address",
        "inside.echo.test": "private_address",
        "mixed.echo.test": "private_address",
        "mapped.echo.test": "private_address",
        "six.echo.test": "fetched",
        "127.0.0.1": "private_address",
        "0x7f000001.echo.test": "private_address",
    }
