"""The hostile newsstand's tdmrep.json files: floods, circles, broken ones, and what each must come to."""

import gzip
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import repeat

from .hostile import DOMAIN, RSS, article, rss
from .response import Page, Response, document, redirect, refusal

PATH = "/.well-known/tdmrep.json"
JSON = "application/json"
PAGE = document(article("Stops fall"))
ODD: tuple[object, ...] = ("1", 7, None, [], True)
ALL = [{"location": "/", "tdm-reservation": 1}]


@dataclass(frozen=True)
class ReservationCase:
    """One host: its tdmrep.json, the outcome of asking for it, and which of /1 and /2 it reserves."""

    name: str
    outcome: str
    file: Page
    reserved: frozenset[str] = frozenset()
    beside: Mapping[str, Page] = field(default_factory=dict)

    @property
    def host(self) -> str:
        """Return the host that plays the case."""
        return f"reserved-{self.name.replace(' ', '-')}.{DOMAIN}"

    @property
    def url(self) -> str:
        """Return the address of its feed."""
        return f"http://{self.host}/source"

    @property
    def site(self) -> dict[str, Page]:
        """Return its pages."""
        feed = document(rss(f"http://{self.host}{path}" for path in ("/1", "/2")), RSS)
        return {"/source": feed, "/1": PAGE, "/2": PAGE, PATH: self.file, **self.beside}


def _rules(name: str, rules: Sequence[object], *reserved: str, **beside: Page) -> ReservationCase:
    pages = {f"/{number}": page for number, page in beside.items()}
    return ReservationCase(
        name, "fetched", document(json.dumps(rules), JSON), frozenset(reserved), beside=pages
    )


def _broken(name: str, body: bytes) -> ReservationCase:
    return ReservationCase(name, "unreadable", document(body, JSON))


RESERVATIONS = (
    _rules("one path", [{"location": "/1", "tdm-reservation": 1}], "/1"),
    _rules("all", ALL, "/1", "/2"),
    _rules("first rule wins", [{"location": "/1$", "tdm-reservation": 0}, *ALL], "/2"),
    _rules("not one nor nought", [{"location": "/", "tdm-reservation": said} for said in ODD]),
    _rules("no rules in it", [7, None, "x", [], {"tdm-reservation": 1}, {"location": {}}]),
    _rules("a thousand rules", [{"location": f"/{n:0400}", "tdm-reservation": 1} for n in range(1000)]),
    _rules("stars", [{"location": "/" + "*a" * 200 + "*b", "tdm-reservation": 1}]),
    ReservationCase("missing", "gone", refusal(404, "none")),
    ReservationCase("refused", "blocked", refusal(403, "no")),
    ReservationCase("failing", "server_error", refusal(500, "oh")),
    ReservationCase("html", "unreadable", document(article("Welcome"))),
    _broken("no list", json.dumps(ALL[0]).encode()),
    _broken("deep", b"[" * 100_000),
    _broken("endless number", b"[" + b"9" * 200_000 + b"]"),
    _broken("binary", bytes(range(256)) * 40),
    ReservationCase(
        "endless", "too_large", Response(200, (("Content-Type", JSON),), lambda: repeat(b"[[]," * 9999))
    ),
    ReservationCase(
        "gzip bomb",
        "too_large",
        Response(
            200,
            (("Content-Type", JSON), ("Content-Encoding", "gzip")),
            gzip.compress(bytes(60_000_000)),
            verbatim=True,
        ),
    ),
    ReservationCase(
        "slow", "timeout", Response(200, (("Content-Type", JSON),), lambda: repeat(b"["), delay_seconds=0.2)
    ),
    ReservationCase("in a circle", "redirect_loop", redirect(PATH)),
    ReservationCase("elsewhere", "redirected_off_domain", redirect("http://elsewhere.test" + PATH)),
    ReservationCase("metadata", "redirected_off_domain", redirect("http://169.254.169.254" + PATH)),
    ReservationCase(
        "forbidden",
        "robots_denied",
        document(json.dumps(ALL), JSON),
        beside={"/robots.txt": document("User-agent: *\nDisallow: /.well-known/\n", "text/plain")},
    ),
    _rules(
        "taken back by the page",
        ALL,
        "/2",
        **{"1": Response(200, (("Content-Type", "text/html"), ("TDM-Reservation", "0")), b"<p>Free</p>")},
    ),
)
