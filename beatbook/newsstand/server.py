"""A real HTTP server on loopback that plays many hosts at once, so that a crawl meets sites and not mocks.

A crawler uses it as an HTTP proxy (`GET http://www.example.test/path`); curl sends a Host header; a person
opens its own address and browses under `/~host/path`. Nothing is ever passed on to the network.
"""

import gzip
import html
import sys
import threading
import time
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from http.client import responses as REASONS
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self, cast
from urllib.parse import quote, unquote, urlsplit

from .response import Page, Request, Response, Site, document, refusal

IDLE_SECONDS = 30  # a keep-alive connection nobody uses is dropped after this
GZIP_FROM_BYTES = 1024
COMPRESSIBLE = (
    "text/",
    "application/xml",
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
)


class Newsstand:
    """A running newsstand; use it as a context manager.

    >>> with Newsstand({"www.example.test": {"/": document("hello")}}) as stand:
    ...     stand.address.startswith("127.0.0.1:")
    True
    """

    def __init__(self, sites: Mapping[str, Site], port: int = 0) -> None:
        self._sites = {host.lower(): dict(site) for host, site in sites.items()}
        self._lock = threading.Lock()
        self.requests: Counter[tuple[str, str]] = Counter()  # (host, path with query) -> times asked for
        self.log: list[Request] = []
        self._server = _Server(("127.0.0.1", port), self)
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, name="newsstand", daemon=True
        )

    @property
    def address(self) -> str:
        """Return where it listens, as `127.0.0.1:port`."""
        return f"127.0.0.1:{self._server.server_address[1]}"

    @property
    def hosts(self) -> list[str]:
        """Return the hosts it plays, sorted."""
        return sorted(self._sites)

    def put(self, host: str, target: str, page: Page) -> None:
        """Set or replace one page while the stand is open."""
        with self._lock:
            self._sites.setdefault(host.lower(), {})[target] = page

    def remove(self, host: str, target: str) -> None:
        """Take one page away: it answers 404 from now on."""
        with self._lock:
            del self._sites[host.lower()][target]

    def answer(self, request: Request) -> Response:
        """Return what the host meant answers, counting the request; 502 for a host that is not played."""
        with self._lock:
            self.requests[request.host, request.target] += 1
            self.log.append(request)
            site = self._sites.get(request.host)
            page = None if site is None else site.get(request.target)
        if site is None:
            known = ", ".join(self.hosts)
            return refusal(
                502,
                f"This newsstand plays no host named {request.host!r} and forwards nothing. "
                f"It plays: {known}",
            )
        if page is None:
            return refusal(404, f"{request.host} has no page at {request.target!r}.")
        return page(request) if callable(page) else page

    def start(self) -> Self:
        """Open for business in a thread and return the stand."""
        self._thread.start()
        return self

    def close(self) -> None:
        """Stop answering and free the port; closing twice does no harm."""
        if self._thread.is_alive():
            self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, address: tuple[str, int], stand: Newsstand) -> None:
        self.stand = stand
        super().__init__(address, _Conversation)

    def handle_error(self, request: object, client_address: object) -> None:
        """Let a client hang up without a traceback; anything else is ours and is shown."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Conversation(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "Newsstand", ""
    timeout = IDLE_SECONDS
    disable_nagle_algorithm = True  # else headers and body wait 40 ms for each other

    def do_GET(self) -> None:
        stand = cast(_Server, self.server).stand
        host, target = self._meant()
        if host in _own_names(stand):
            self._browse(stand, target)
        else:
            self._send(stand.answer(self._request(host, target)))

    do_HEAD = do_GET

    def do_CONNECT(self) -> None:
        self.close_connection = True
        self._send(refusal(403, "This newsstand opens no tunnels: ask for http:// addresses."))

    def do_POST(self) -> None:
        self.close_connection = True  # its body was not read
        self._send(refusal(405, "This newsstand only answers GET and HEAD."))

    do_PUT = do_DELETE = do_PATCH = do_OPTIONS = do_POST

    def _meant(self) -> tuple[str, str]:
        parts = urlsplit(self.path)
        authority = parts.netloc if parts.scheme in ("http", "https") else self.headers.get("Host", "")
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        return authority.rpartition("@")[2].lower().removesuffix(":80"), target

    def _request(self, host: str, target: str) -> Request:
        headers = {name.lower(): value for name, value in self.headers.items()}
        return Request(self.command, host, target, headers, datetime.now(UTC))

    def _browse(self, stand: Newsstand, target: str) -> None:
        """Answer a person's browser: the index, or a host's page with its links kept on this address."""
        if not target.startswith("/~"):
            self._send(
                _index(stand) if target == "/" else refusal(404, "Nothing here; the hosts are listed at /.")
            )
            return
        host, _, rest = target.removeprefix("/~").partition("/")
        self._send(
            _for_browser(stand.answer(self._request(unquote(host).lower(), f"/{rest}")), host, stand.hosts)
        )

    def _send(self, response: Response) -> None:
        time.sleep(response.delay_seconds)
        if not isinstance(response.body, bytes):
            self._stream(response)
        elif response.verbatim:
            self.close_connection = True
            self._head(response.status, list(response.headers))
            self.wfile.write(response.body)
        elif self._is_unchanged(response):
            self._head(304, [("ETag", response.etag or ""), *_named(response, "Last-Modified")])
        else:
            self._whole(response)

    def _whole(self, response: Response) -> None:
        body = cast(bytes, response.body)
        headers = [("Date", format_datetime(datetime.now(UTC), usegmt=True)), *response.headers]
        if response.status == 200 and response.header("ETag") is None:
            headers.append(("ETag", response.etag or ""))
        if self._takes_gzip(response):
            body = gzip.compress(body, compresslevel=1, mtime=0)
            headers += [("Content-Encoding", "gzip"), ("Vary", "Accept-Encoding")]
        self._head(response.status, [*headers, ("Content-Length", str(len(body)))])
        if self.command != "HEAD":
            self.wfile.write(body)

    def _stream(self, response: Response) -> None:
        assert callable(response.body)  # noqa: S101  # the only other kind of body
        self.close_connection = True
        self._head(response.status, [*response.headers, ("Connection", "close")])
        if self.command == "HEAD":
            return
        for chunk in response.body():
            self.wfile.write(chunk)
            self.wfile.flush()
            time.sleep(response.delay_seconds)

    def _head(self, status: int, headers: list[tuple[str, str]]) -> None:
        self.send_response_only(status, REASONS.get(status, "Unknown"))
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()

    def _is_unchanged(self, response: Response) -> bool:
        if response.status != 200:
            return False
        asked = self.headers.get("If-None-Match")
        if asked is not None:
            return asked.strip() == "*" or response.etag in [
                tag.strip().removeprefix("W/") for tag in asked.split(",")
            ]
        since, modified = (
            _moment(self.headers.get("If-Modified-Since")),
            _moment(response.header("Last-Modified")),
        )
        return since is not None and modified is not None and modified <= since

    def _takes_gzip(self, response: Response) -> bool:
        offered = "gzip" in self.headers.get("Accept-Encoding", "")
        worth_it = (
            len(cast(bytes, response.body)) >= GZIP_FROM_BYTES and response.header("Content-Encoding") is None
        )
        return offered and worth_it and (response.header("Content-Type") or "").startswith(COMPRESSIBLE)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: what came is in the stand's log."""


def _own_names(stand: Newsstand) -> set[str]:
    port = stand.address.rpartition(":")[2]
    return {stand.address, f"localhost:{port}", "127.0.0.1", "localhost", ""}


def _named(response: Response, name: str) -> list[tuple[str, str]]:
    value = response.header(name)
    return [] if value is None else [(name, value)]


def _moment(header: str | None) -> datetime | None:
    """Return the header's time, None if it is missing or no date (RFC 9110: then it is to be ignored)."""
    try:
        return None if header is None else parsedate_to_datetime(header)
    except ValueError:
        return None


def _index(stand: Newsstand) -> Response:
    items = "".join(
        f'<li><a href="/~{quote(host)}/">{html.escape(host)}</a>'
        f' · <a href="/~{quote(host)}/robots.txt">robots.txt</a></li>'
        for host in stand.hosts
    )
    return document(
        '<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>Newsstand</title>'
        "<style>body{font:17px/1.6 Georgia,serif;max-width:40em;margin:3em auto;padding:0 1em}</style>"
        f"<h1>Newsstand</h1><p>The hosts played here. A crawler reaches them with this address as its HTTP "
        f"proxy.</p><ul>{items}</ul></html>"
    )


def _for_browser(response: Response, host: str, hosts: list[str]) -> Response:
    """Return the page with its links turned to `/~host/`, so that clicking stays on the newsstand."""
    headers = tuple(
        (name, _on_stand(value, hosts) if name.lower() == "location" else value)
        for name, value in response.headers
        if name.lower() != "etag"
    )
    body = response.body
    if isinstance(body, bytes) and (response.header("Content-Type") or "").startswith("text/html"):
        for other in hosts:
            body = body.replace(f"http://{other}/".encode(), f"/~{other}/".encode())
        for attribute in (b'href="', b'src="', b'action="'):
            body = body.replace(attribute + b"/", attribute + f"/~{host}/".encode())
            body = body.replace(attribute + f"/~{host}/~".encode(), attribute + b"/~")
            body = body.replace(attribute + f"/~{host}//".encode(), attribute + b"//")
    return Response(response.status, headers, body, response.delay_seconds, response.verbatim)


def _on_stand(location: str, hosts: list[str]) -> str:
    parts = urlsplit(location)
    return (
        location.replace(f"http://{parts.netloc}/", f"/~{parts.netloc}/", 1)
        if parts.netloc in hosts
        else location
    )
