"""The newsstand answers as real sites do, and forwards nothing."""

import gzip
import http.client
import socket
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from beatbook.newsstand.response import Request, Response, document, redirect, refusal
from beatbook.newsstand.server import Newsstand

HOST = "www.example.test"
CHANGED = datetime(2026, 9, 1, 12, tzinfo=UTC)


def _chunks() -> Iterator[bytes]:
    yield b"one "
    yield b"two"


def _echo(request: Request) -> Response:
    return document(f"{request.method} {request.target} {request.headers['user-agent']}", "text/plain")


SITE = {
    "/": document(f'<a href="/story?a=1">story</a> <a href="http://{HOST}/gone">gone</a>'),
    "/robots.txt": document("User-agent: *\nDisallow: /secret/\n", "text/plain"),
    "/story?a=1": document("<p>story</p>" * 200, modified_at=CHANGED),
    "/moved": redirect(f"http://{HOST}/story?a=1"),
    "/gone": refusal(410, "Gone."),
    "/broken": refusal(503, "Try later."),
    "/slow": Response(200, (), b"slow", delay_seconds=0.2),
    "/stream": Response(200, (("Content-Type", "text/plain"),), _chunks),
    "/raw": Response(200, (("Content-Length", "99"),), b"short", verbatim=True),
    "/echo": _echo,
}


@pytest.fixture
def stand() -> Iterator[Newsstand]:
    with Newsstand({HOST: SITE}) as stand:
        yield stand


def ask(
    stand: Newsstand, target: str, method: str = "GET", **headers: str
) -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection(stand.address, timeout=5)
    connection.request(
        method, target, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    response = connection.getresponse()
    try:
        return response, response.read()
    finally:
        connection.close()


def test_it_answers_as_a_proxy_and_as_a_host(stand: Newsstand) -> None:
    _, through_proxy = ask(stand, f"http://{HOST}/robots.txt")
    _, by_host_header = ask(stand, "/robots.txt", Host=HOST.upper())
    assert through_proxy == by_host_header == b"User-agent: *\nDisallow: /secret/\n"


def test_the_query_belongs_to_the_address(stand: Newsstand) -> None:
    assert ask(stand, f"http://{HOST}/story?a=1")[0].status == 200
    assert ask(stand, f"http://{HOST}/story?a=2")[0].status == 404
    assert ask(stand, f"http://{HOST}/story")[0].status == 404


def test_a_host_that_is_not_played_is_refused(stand: Newsstand) -> None:
    response, body = ask(stand, "http://www.example.org/")
    assert response.status == 502
    assert b"plays no host named 'www.example.org' and forwards nothing" in body
    assert stand.requests["www.example.org", "/"] == 1


def test_tunnels_are_refused(stand: Newsstand) -> None:
    response, body = ask(stand, f"{HOST}:443", method="CONNECT")
    assert (response.status, b"opens no tunnels" in body) == (403, True)


def test_posting_is_refused(stand: Newsstand) -> None:
    assert ask(stand, f"http://{HOST}/", method="POST")[0].status == 405


def test_an_unchanged_page_is_304_by_etag_and_by_date(stand: Newsstand) -> None:
    target = f"http://{HOST}/story?a=1"
    response, body = ask(stand, target)
    etag, modified = response.getheader("ETag", ""), response.getheader("Last-Modified", "")
    assert body and modified == "Tue, 01 Sep 2026 12:00:00 GMT"
    by_etag, no_body = ask(stand, target, If_None_Match=f'"other", W/{etag}')
    assert (by_etag.status, no_body, by_etag.getheader("ETag")) == (304, b"", etag)
    assert ask(stand, target, If_Modified_Since=modified)[0].status == 304
    assert ask(stand, target, If_Modified_Since="Mon, 31 Aug 2026 12:00:00 GMT")[0].status == 200
    assert ask(stand, target, If_Modified_Since="last summer")[0].status == 200
    assert ask(stand, target, If_None_Match='"other"', If_Modified_Since=modified)[0].status == 200


def test_a_page_can_change_and_go_while_it_runs(stand: Newsstand) -> None:
    target = f"http://{HOST}/story?a=1"
    etag = ask(stand, target)[0].getheader("ETag", "")
    stand.put(HOST, "/story?a=1", document("<p>corrected</p>"))
    response, body = ask(stand, target, If_None_Match=etag)
    assert (response.status, body) == (200, b"<p>corrected</p>")
    stand.remove(HOST, "/story?a=1")
    assert ask(stand, target)[0].status == 404


@pytest.mark.parametrize(
    ("path", "status"), [("/moved", 301), ("/gone", 410), ("/broken", 503), ("/nowhere", 404)]
)
def test_redirects_and_errors(stand: Newsstand, path: str, status: int) -> None:
    assert ask(stand, f"http://{HOST}{path}")[0].status == status
    assert stand.requests[HOST, path] == 1


def test_gzip_for_those_who_take_it(stand: Newsstand) -> None:
    plain, packed = (
        ask(stand, f"http://{HOST}/story?a=1", Accept_Encoding=coding) for coding in ("identity", "gzip")
    )
    assert packed[0].getheader("Content-Encoding") == "gzip"
    assert plain[0].getheader("Content-Encoding") is None
    assert gzip.decompress(packed[1]) == plain[1]


def test_a_slow_page_is_slow(stand: Newsstand) -> None:
    began = time.monotonic()
    ask(stand, f"http://{HOST}/slow")
    assert time.monotonic() - began >= 0.2


def test_chunks_end_with_the_connection(stand: Newsstand) -> None:
    for _ in range(2):  # the second reader gets a fresh run of chunks
        response, body = ask(stand, f"http://{HOST}/stream")
        assert (body, response.getheader("Content-Length")) == (b"one two", None)


def test_verbatim_headers_may_lie(stand: Newsstand) -> None:
    with pytest.raises(http.client.IncompleteRead):
        ask(stand, f"http://{HOST}/raw")


def test_a_callable_page_sees_the_request(stand: Newsstand) -> None:
    assert ask(stand, f"http://{HOST}/echo", User_Agent="beatbook/1")[1] == b"GET /echo beatbook/1"
    assert stand.log[-1].headers["user-agent"] == "beatbook/1"


def test_one_connection_serves_many_requests(stand: Newsstand) -> None:
    connection = http.client.HTTPConnection(stand.address, timeout=5)
    connection.connect()
    first = connection.sock
    for _ in range(3):
        connection.request("GET", f"http://{HOST}/robots.txt")
        connection.getresponse().read()
    assert connection.sock is first
    connection.close()


def test_head_has_no_body(stand: Newsstand) -> None:
    response, body = ask(stand, f"http://{HOST}/robots.txt", method="HEAD")
    assert (response.status, body) == (200, b"")


def test_a_person_can_browse_it(stand: Newsstand) -> None:
    _, index = ask(stand, "/")
    assert f'href="/~{HOST}/"'.encode() in index
    _, page = ask(stand, f"/~{HOST}/")
    assert f'href="/~{HOST}/story?a=1"'.encode() in page
    assert f'href="/~{HOST}/gone"'.encode() in page
    assert ask(stand, f"/~{HOST}/moved")[0].getheader("Location") == f"/~{HOST}/story?a=1"


def test_it_listens_on_loopback_only_and_frees_its_port(stand: Newsstand) -> None:
    host, _, port = stand.address.partition(":")
    assert host == "127.0.0.1"
    stand.close()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((host, int(port)), timeout=1)
    with Newsstand({HOST: SITE}, port=int(port)) as again:
        assert again.address == f"127.0.0.1:{port}"
