"""The hostile newsstand's pages: floods, trickles, broken packing, bad redirects, walls and odd addresses."""

import gzip
from collections.abc import Iterator
from itertools import repeat

from .hostile import HOST, PROSE, PageCase, article
from .response import Page, Request, Response, document, redirect, refusal

HTML = ("Content-Type", "text/html; charset=utf-8")
GZIP = ("Content-Encoding", "gzip")


def _html(body: str, status: int = 200, *headers: tuple[str, str]) -> Response:
    return Response(status, (HTML, *headers), body.encode())


def _endless() -> Iterator[bytes]:
    return repeat(b"<p>more</p>" * 6000)


def _trickle() -> Iterator[bytes]:
    return repeat(b"x")


def _packed(body: bytes) -> Response:
    return Response(200, (HTML, GZIP, ("Content-Length", str(len(body)))), body, verbatim=True)


def _titled(title: str, body: str = "", *headers: tuple[str, str], status: int = 200) -> Response:
    return _html(f"<html><title>{title}</title><body>{body}</body></html>", status, *headers)


def _cookie_wall(request: Request) -> Response:
    """Lead in a circle until a cookie comes back, which never does."""
    return document(article("Welcome")) if "cookie" in request.headers else redirect(request.target, 302)


def _at(path: str) -> str:
    return f"http://{HOST}{path}"


def _leads(name: str, outcome: str, to: str, status: int = 302, **beside: Page) -> PageCase:
    return PageCase(
        name, outcome, redirect(to, status), beside={f"/{path}": page for path, page in beside.items()}
    )


PACKED = gzip.compress(article("Packed").encode() * 50)
CHAIN: dict[str, Page] = {f"/chain/{n}": redirect(f"/chain/{n + 1}") for n in range(1, 30)}

FLOODS = (
    PageCase("slow loris body", "timeout", Response(200, (HTML,), _trickle, delay_seconds=0.2)),
    PageCase("slow loris head", "timeout", Response(200, (HTML,), b"<p>late", delay_seconds=60)),
    PageCase("endless page", "too_large", Response(200, (HTML,), _endless)),
    PageCase(
        "said to be huge",
        "too_large",
        Response(200, (HTML, ("Content-Length", "99999999")), b"<p>x", verbatim=True),
    ),
    PageCase(
        "ends before its length",
        "unreachable",
        Response(200, (HTML, ("Content-Length", "9999")), b"<p>x", verbatim=True),
    ),
    PageCase(
        "headers without end",
        "unreachable",
        Response(200, (HTML, *[("X-Flood", "x" * 60)] * 5000), b"<p>x", verbatim=True),
    ),
    PageCase("gzip bomb", "too_large", _packed(gzip.compress(bytes(60_000_000), 9))),
    PageCase(
        "gzip bomb in a gzip bomb",
        "unreadable",
        Response(
            200,
            (HTML, ("Content-Encoding", "gzip, gzip, x-strange")),
            gzip.compress(gzip.compress(bytes(60_000_000))),
            verbatim=True,
        ),
    ),
    PageCase("truncated gzip", "unreadable", _packed(PACKED[: len(PACKED) // 2])),
    PageCase("no gzip at all", "unreadable", _packed(b"\x1f\x8bnot gzip at all")),
    PageCase("ten thousand nested tags", "fetched", document(article("Deep", "<div>" * 10_000))),
    PageCase(
        "a hundred thousand attributes", "fetched", document(article("Wide", "<p" + " a=1" * 100_000 + ">"))
    ),
    PageCase("a headline of a megabyte", "fetched", document(article("Met " * 250_000))),
)

REDIRECTS = (
    _leads("redirect to itself", "redirect_loop", _at("/news/redirect-to-itself")),
    _leads("redirect in a ring", "redirect_loop", "/ring", ring=redirect("/news/redirect-in-a-ring")),
    PageCase("redirect chain", "redirect_loop", redirect("/chain/1"), beside=CHAIN),
    PageCase("cookie wall in a circle", "redirect_loop", _cookie_wall),
    _leads("redirect to cloud metadata", "redirected_off_domain", "http://169.254.169.254/latest/meta-data/"),
    _leads("redirect to loopback", "redirected_off_domain", "http://127.0.0.1:8080/admin"),
    _leads("redirect to loopback in hex", "redirected_off_domain", "http://0x7f000001/"),
    _leads("redirect to loopback in IPv6", "redirected_off_domain", "http://[::ffff:127.0.0.1]/"),
    _leads("redirect to an intranet name", "redirected_off_domain", "http://intranet/"),
    _leads("redirect with our name as a user", "redirected_off_domain", f"http://{HOST}@169.254.169.254/"),
    _leads("redirect without a scheme", "redirected_off_domain", "//elsewhere.test/story"),
    _leads("redirect to a look-alike", "redirected_off_domain", f"http://{HOST}.elsewhere.test/"),
    _leads("redirect to a file", "unexpected_status", "file:///etc/hostname"),
    _leads("redirect to javascript", "unexpected_status", "javascript:alert(1)"),
    _leads("redirect to half an address", "unexpected_status", "http://[::1"),
    PageCase("redirect nowhere", "unexpected_status", _html("", 302)),
    _leads("redirect to the front page", "soft_gone", "/", 301),
    _leads("redirect to a host below", "fetched", "/here", here=document(article("Moved within the house"))),
    PageCase(
        "meta refresh to elsewhere",
        "fetched",
        document(article("Stays", head='<meta http-equiv="refresh" content="0;url=http://elsewhere.test/">')),
    ),
)

WALLS = (
    PageCase(
        "wall with status 200",
        "blocked",
        _titled("Just a moment...", "<script>window._cf_chl_opt={}</script>"),
    ),
    PageCase("wall with status 503", "blocked", _titled("Just a moment...", "Checking", status=503)),
    PageCase(
        "wall with status 202", "blocked", _titled("", "", ("x-amzn-waf-action", "challenge"), status=202)
    ),
    PageCase(
        "wall of another maker",
        "blocked",
        _titled("hostile.test", "<p>Please enable JS and disable any ad blocker</p>"),
    ),
    PageCase("captcha", "blocked", _titled("Are you human?", '<div class="g-recaptcha"></div>')),
    PageCase(
        "consent wall", "consent_wall", _titled("Your privacy choices | Hostile", "<p>Accept cookies</p>")
    ),
    PageCase(
        "consent wall on a host of its own",
        "consent_wall",
        redirect(_at("/cookie-wall?to=1")),
        beside={"/cookie-wall?to=1": _titled("Hostile", "<p>We and our 900 partners</p>")},
    ),
    PageCase("soft 404", "soft_gone", _titled("Page not found | Hostile", "<p>Try the front page</p>")),
    PageCase("soft 410", "soft_gone", _titled("Hostile", "<h1>This article is no longer available</h1>")),
    PageCase("paywall stub", "paywalled", _titled("Subscribe to read | Hostile", "<p>From £1 a week</p>")),
    PageCase("article about walls", "fetched", document(article("Page not found: a council's lost records"))),
    PageCase(
        "article on a site behind a wall",
        "fetched",
        document(
            article("Stops fall", '<script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"></script>')
        ),
    ),
)

STATUSES = (
    PageCase("401", "blocked", refusal(401, "no")),
    PageCase("402", "paywalled", refusal(402, "pay")),
    PageCase("403", "blocked", refusal(403, "no")),
    PageCase("404", "gone", refusal(404, "gone")),
    PageCase("410", "gone", refusal(410, "gone")),
    PageCase("418", "unexpected_status", refusal(418, "teapot")),
    PageCase("429 with Retry-After", "blocked", Response(429, (HTML, ("Retry-After", "3600")), b"slow down")),
    PageCase("429 without Retry-After", "blocked", refusal(429, "slow down")),
    PageCase("451", "blocked", refusal(451, "court")),
    PageCase("500", "server_error", refusal(500, "oh")),
    PageCase("503", "server_error", refusal(503, "later")),
    PageCase("204", "unexpected_status", Response(204, (HTML,))),
    PageCase("999", "server_error", refusal(999, "a status of their own")),
)

CONTENT = (
    PageCase(
        "wrong charset", "fetched", Response(200, (HTML,), f"<title>£5m</title>{PROSE}£5m".encode("cp1252"))
    ),
    PageCase(
        "missing charset",
        "fetched",
        Response(200, (("Content-Type", "text/html"),), f"{PROSE}“£5m”".encode()),
    ),
    PageCase("unknown charset", "fetched", document(PROSE, "text/html; charset=x-klingon")),
    PageCase("UTF-16", "fetched", document(article("Wide").encode("utf-16"), "text/html; charset=utf-16")),
    PageCase("noughts", "fetched", document(PROSE.encode() + bytes(5000))),
    PageCase("no content type", "fetched", Response(200, (), article("Bare").encode(), verbatim=True)),
    PageCase("empty", "not_html", document("")),
    PageCase("white space", "not_html", document(" \n" * 500)),
    PageCase("PDF", "not_html", document(b"%PDF-1.7", "application/pdf")),
    PageCase("PDF called HTML in its name", "not_html", document(b"%PDF-1.7", "application/octet-stream")),
    PageCase("JSON", "not_html", document("{}", "application/json")),
    PageCase(
        "escapes in headers",
        "fetched",
        Response(200, (HTML, ("X-Evil", "\x1b[2J\x1b[31m")), article("Red").encode()),
    ),
    PageCase(
        "reserved and not to be archived",
        "fetched",
        Response(
            200, (HTML, ("X-Robots-Tag", "noarchive"), ("TDM-Reservation", "1")), article("Mine").encode()
        ),
        signals=("noarchive", "tdm-reservation"),
    ),
    PageCase(
        "not to be indexed",
        "fetched",
        document(article("Mine", head='<meta name="robots" content="noindex">')),
        signals=("noindex",),
    ),
)

ADDRESSES = (
    PageCase("off domain", "off_domain", address="http://elsewhere.test/story"),
    PageCase("look-alike domain", "off_domain", address=f"http://{HOST}.elsewhere.test/story"),
    PageCase("domain within a name", "off_domain", address="http://nothostile.test/story"),
    PageCase("cloud metadata", "off_domain", address="http://169.254.169.254/latest/meta-data/"),
    PageCase("loopback", "off_domain", address="http://127.0.0.1/"),
    PageCase("password in the address", "malformed_url", address=f"http://me:secret@{HOST}/a"),
    PageCase("javascript", "malformed_url", address="javascript:alert(1)"),
    PageCase("data", "malformed_url", address="data:text/html,hello"),
    PageCase("ftp", "malformed_url", address=f"ftp://{HOST}/a"),
    PageCase("three thousand characters", "malformed_url", address=f"http://{HOST}/{'a' * 3000}"),
    PageCase("a port that is none", "malformed_url", address=f"http://{HOST}:99999/a"),
)

PAGES = FLOODS + REDIRECTS + WALLS + STATUSES + CONTENT + ADDRESSES
SESSIONS = tuple(f"http://{HOST}/story?id=1&PHPSESSID={n:032x}" for n in range(20))
