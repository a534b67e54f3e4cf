"""The hostile newsstand's feeds, sitemaps and robots.txt: endless, lying, broken, or leading in circles."""

import gzip
from collections.abc import Iterator, Mapping
from itertools import count, repeat

from .hostile import DOMAIN, RSS, SourceCase, article, rss
from .response import Page, Request, Response, document, redirect, refusal

XML = "application/xml"
PAGE = document(article("Stops fall"))
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


def _feed(
    name: str, outcome: str, feed: Page, pages: Mapping[str, int] | None = None, **more: Page
) -> SourceCase:
    site = {"/source": feed, "/1": PAGE, "/2": PAGE, **{f"/{path}": page for path, page in more.items()}}
    return SourceCase(name, outcome, site, pages or {})


def _offers(name: str, *paths: str, more: str = "") -> Response:
    return document(rss((f"http://{_host(name)}{path}" for path in paths), more), RSS)


def _host(name: str) -> str:
    return f"{name.replace(' ', '-')}.{DOMAIN}"


def _item(link: str, more: str = "", title: str = "Story") -> str:
    return f"<item><title>{title}</title><link>{link}</link>{more}</item>"


def _robots(name: str, robots: Page, outcome: str, pages: Mapping[str, int] | None = None) -> SourceCase:
    """A host whose robots.txt is the trouble; its feed offers /1 and /private."""
    site = {"/robots.txt": robots, "/source": _offers(name, "/1", "/private"), "/1": PAGE, "/private": PAGE}
    return SourceCase(name, outcome, site, pages or {})


def _sitemap(
    name: str, outcome: str, site: Mapping[str, Page], pages: Mapping[str, int] | None = None
) -> SourceCase:
    return SourceCase(name, outcome, {"/1": PAGE, "/2": PAGE, **site}, pages or {}, kind="sitemap")


def _endless_items() -> Iterator[bytes]:
    yield b'<rss version="2.0"><channel>'
    for n in count():
        yield b"".join(
            b"<item><link>http://endless-feed.hostile.test/%d-%d</link></item>" % (n, i) for i in range(1500)
        )


def _slow() -> Iterator[bytes]:
    yield b'<rss version="2.0"><channel>'
    yield from repeat(b"<item>")


def _stale(request: Request) -> Response:
    """Say "unchanged" to whoever asks on a condition, whatever has changed."""
    asked = "if-none-match" in request.headers or "if-modified-since" in request.headers
    return Response(304) if asked else _offers("always unchanged", "/1")


def _calendar(request: Request) -> Response:
    """A sitemap index that leads to tomorrow's, and that to the day after."""
    day = int(request.target.rpartition("=")[2]) if "=" in request.target else 0
    children = "".join(
        f"<sitemap><loc>http://{_host('calendar trap')}/source?day={day + step}</loc></sitemap>"
        for step in (1, 2, 3)
    )
    return document(f"<sitemapindex>{children}</sitemapindex>", XML)


def _urlset(*urls: str) -> str:
    return "<urlset>" + "".join(f"<url><loc>{url}</loc></url>" for url in urls) + "</urlset>"


MANY = "".join(_item(f"http://{_host('hundred thousand items')}/{n}") for n in (1, 2)) + "".join(
    _item(f"http://elsewhere.test/{n}", title="s") for n in range(99_998)
)
DATES = "".join(
    _item(f"http://{_host('dates from 1970 and 2099')}/{n}", f"<pubDate>{moment}</pubDate>")
    for n, moment in enumerate(
        ["Thu, 01 Jan 1970 00:00:00 GMT", "Wed, 01 Jul 2099 10:00:00 GMT", "31 Feb 2026", "yesterday"]
    )
)

FEEDS = (
    _feed("endless feed", "too_large", Response(200, (("Content-Type", RSS),), _endless_items)),
    _feed(
        "hundred thousand items",
        "cut_short",
        document(rss((), MANY), RSS),
        {"fetched": 2, "off_domain": 1998},
    ),
    _feed("slow loris feed", "timeout", Response(200, (("Content-Type", RSS),), _slow, delay_seconds=0.2)),
    _feed("dates from 1970 and 2099", "fetched", document(rss((), DATES), RSS), {"fetched": 2, "gone": 2}),
    _feed("always unchanged", "fetched", _stale, {"fetched": 1}),
    _feed("unchanged at the first question", "unexpected_status", Response(304)),
    _feed("html as feed", "unreadable", document(article("We have moved"))),
    _feed("html as feed of its type", "unreadable", document(article("We have moved"), RSS)),
    _feed("wall as feed", "unreadable", document("<title>Just a moment...</title>")),
    _feed("empty feed", "unreadable", document("", RSS)),
    _feed("feed without items", "fetched", document(rss(()), RSS)),
    _feed(
        "billion laughs",
        "unreadable",
        document(
            f'<!DOCTYPE r [<!ENTITY l0 "lol">{LAUGHS}]>' + rss((), _item("http://x.test/", title="&l9;")), RSS
        ),
    ),
    _feed(
        "external entity",
        "unreadable",
        document('<!DOCTYPE r [<!ENTITY x SYSTEM "http://169.254.169.254/">]>' + rss((), _item("&x;")), RSS),
    ),
    _feed(
        "headline of ten megabytes",
        "fetched",
        document(
            rss((), _item(f"http://{_host('headline of ten megabytes')}/1", title="Met " * 2_400_000)), RSS
        ),
        {"fetched": 1},
    ),
    _feed(
        "million nested tags", "unreadable", document('<rss version="2.0"><channel>' + "<x>" * 1_000_000, RSS)
    ),
    _feed(
        "gzip bomb feed",
        "too_large",
        Response(
            200,
            (("Content-Type", RSS), ("Content-Encoding", "gzip")),
            gzip.compress(bytes(60_000_000)),
            verbatim=True,
        ),
    ),
    _feed(
        "truncated gzip feed",
        "unreadable",
        Response(
            200,
            (("Content-Type", RSS), ("Content-Encoding", "gzip")),
            gzip.compress(rss(()).encode() * 99)[:60],
            verbatim=True,
        ),
    ),
    _feed(
        "wrong charset feed",
        "fetched",
        document(
            rss([f"http://{_host('wrong charset feed')}/1"], "<item><title>£5m</title></item>").encode(
                "cp1252"
            ),
            RSS + "; charset=utf-8",
        ),
        {"fetched": 1},
    ),
    _feed(
        "charset that is none",
        "fetched",
        document(rss([f"http://{_host('charset that is none')}/1"]), RSS + "; charset=klingon"),
        {"fetched": 1},
    ),
    _feed(
        "duplicate guids",
        "fetched",
        document(
            rss(
                (),
                "".join(_item(f"http://{_host('duplicate guids')}/{n}", "<guid>same</guid>") for n in (1, 2)),
            ),
            RSS,
        ),
        {"fetched": 2},
    ),
    _feed("one story ten times", "fetched", _offers("one story ten times", *["/1"] * 10), {"fetched": 1}),
    _feed("items without address", "fetched", document(rss((), "<item><title>x</title></item>" * 9), RSS)),
    _feed("feed to cloud metadata", "redirected_off_domain", redirect("http://169.254.169.254/latest/")),
    _feed("feed in a circle", "redirect_loop", redirect("/source")),
    _feed("feed gone", "gone", refusal(410, "gone")),
    _feed("feed forbidden", "blocked", refusal(403, "no")),
    _feed("feed slow down", "blocked", Response(429, (("Retry-After", "99999999"),), b"no")),
    _feed("feed down", "server_error", refusal(500, "oh")),
    _feed(
        "json feed too deep",
        "unreadable",
        document(
            '{"version": "https://jsonfeed.org/version/1.1", "items": ' + "[" * 100_000, "application/json"
        ),
    ),
)

SITEMAPS = (
    _sitemap(
        "index of itself",
        "fetched",
        {
            "/source": document(
                f"<sitemapindex><sitemap><loc>http://{_host('index of itself')}/source</loc></sitemap>"
                "</sitemapindex>",
                XML,
            )
        },
    ),
    _sitemap(
        "calendar trap",
        "fetched",
        {"/source": _calendar, **{f"/source?day={day}": _calendar for day in range(1, 500)}},
    ),
    _sitemap(
        "sitemap to metadata",
        "fetched",
        {
            "/source": document(
                "<sitemapindex><sitemap><loc>http://169.254.169.254/map.xml</loc></sitemap></sitemapindex>",
                XML,
            )
        },
    ),
    _sitemap(
        "sitemap bomb",
        "cut_short",
        {
            "/source": document(
                gzip.compress(_urlset(f"http://{_host('sitemap bomb')}/1")[:-9].encode() + b" " * 60_000_000),
                "application/gzip",
            )
        },
        {"fetched": 1},
    ),
    _sitemap(
        "sitemap with entities",
        "unreadable",
        {"/source": document(f'<!DOCTYPE r [<!ENTITY l0 "lol">{LAUGHS}]>' + _urlset("&l9;"), XML)},
    ),
    _sitemap("html as sitemap", "unreadable", {"/source": document(article("Sorry"))}),
    _sitemap(
        "sitemap cut off",
        "fetched",
        {
            "/source": document(
                _urlset(f"http://{_host('sitemap cut off')}/1", f"http://{_host('sitemap cut off')}/2")[:-20],
                XML,
            )
        },
        {"fetched": 2},
    ),
)

TEXT = "text/plain"
HUGE = "User-agent: *\nDisallow: /private\n" + "# padding\n" * 200_000 + "Disallow: /1\n"
ROBOTS = (
    _robots("robots 500", refusal(500, "oh"), "robots_denied"),
    _robots("robots 503", refusal(503, "later"), "robots_denied"),
    _robots("robots 429", refusal(429, "slow down"), "robots_denied"),
    _robots("robots 403", refusal(403, "no"), "fetched", {"fetched": 2}),
    _robots("robots 404", refusal(404, "none"), "fetched", {"fetched": 2}),
    _robots("robots huge", document(HUGE, TEXT), "fetched", {"fetched": 1, "robots_denied": 1}),
    _robots(
        "robots endless",
        Response(200, (("Content-Type", TEXT),), lambda: repeat(b"Disallow: /private\n" * 999)),
        "fetched",
        {"fetched": 2},
    ),
    _robots("robots html", document(article("Welcome", "Disallow: /")), "fetched", {"fetched": 2}),
    _robots("robots binary", document(bytes(range(256)) * 100, TEXT), "fetched", {"fetched": 2}),
    _robots("robots in a circle", redirect("/robots.txt"), "robots_denied"),
    _robots("robots elsewhere", redirect("http://elsewhere.test/robots.txt"), "redirected_off_domain"),
    _robots(
        "robots gzip bomb",
        Response(
            200,
            (("Content-Type", TEXT), ("Content-Encoding", "gzip")),
            gzip.compress(bytes(60_000_000)),
            verbatim=True,
        ),
        "robots_denied",
    ),
    _robots(
        "robots slow",
        Response(200, (("Content-Type", TEXT),), lambda: repeat(b"#"), delay_seconds=0.2),
        "robots_denied",
    ),
    _robots(
        "robots for us alone",
        document("User-agent: *\nAllow: /\nUser-agent: Beatbook\nDisallow: /private\n", TEXT),
        "fetched",
        {"fetched": 1, "robots_denied": 1},
    ),
    _robots(
        "robots with a mark",
        document("\ufeffUser-agent: *\nDisallow: /private\n", TEXT),
        "fetched",
        {"fetched": 1, "robots_denied": 1},
    ),
)

SOURCES = FEEDS + SITEMAPS + ROBOTS
