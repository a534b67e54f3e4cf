"""Every kind of source in one outlet, crawled twice: what each leads to, and what a second run still asks."""

import json
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from the_echo import DAY, HOST, Book, echo

from beatbook.newsstand.response import Page, Request, Response, document
from beatbook.newsstand.server import Newsstand
from spiders.catalogue import Source

HOME = f"https://{HOST}"
TODAY = datetime.now(UTC)
OLD = TODAY - timedelta(days=30)
POSTS = 150


def iso(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def posts(request: Request) -> Response:
    """Answer like WordPress: a hundred posts a page, and how many pages there are."""
    page = 2 if "&page=2&" in request.target else 1
    numbers = range(POSTS)[(page - 1) * 100 : page * 100]
    listed = [
        {"link": f"{HOME}/post-{n}", "date_gmt": iso(TODAY)[:-1], "title": {"rendered": "P"}} for n in numbers
    ]
    headers = (("Content-Type", "application/json"), ("X-WP-TotalPages", "2"))
    return Response(200, headers, json.dumps(listed).encode())


def section(page: int) -> Page:
    more = f'<a rel="next" href="/section?page={page + 1}">Older</a>'
    return document(f'<h2><a href="/section-{page}">Story {page}</a></h2><a href="/about">About</a>{more}')


def urlset(*entries: tuple[str, datetime]) -> Page:
    listed = "".join(
        f"<url><loc>{HOME}{path}</loc><lastmod>{iso(at)}</lastmod></url>" for path, at in entries
    )
    return document(f"<urlset>{listed}</urlset>", "application/xml")


API = "/wp-json/wp/v2/posts?per_page=100&page={}&orderby=date&order=desc&_fields=link%2Cdate_gmt%2Ctitle"
SITE: dict[str, Page] = {
    "/feed.json": document(
        json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [{"url": f"{HOME}/json"}]}),
        "application/feed+json",
    ),
    "/index.xml": document(
        f"<sitemapindex><sitemap><loc>{HOME}/old.xml</loc><lastmod>{iso(OLD)}</lastmod></sitemap>"
        f"<sitemap><loc>{HOME}/new.xml</loc><lastmod>{iso(TODAY)}</lastmod></sitemap></sitemapindex>",
        "application/xml",
    ),
    "/new.xml": urlset(("/mapped", TODAY), ("/mapped-of-old", OLD)),
    f"/day-{TODAY:%Y-%m-%d}.xml": urlset(("/dated", TODAY)),
    **{f"/section?page={page}": section(page) for page in range(2, 9)},
    "/section": section(1),
    API.format(1): posts,
    API.format(2): posts,
    **{f"/post-{number}": document("<p>post</p>") for number in range(POSTS)},
    **{f"/section-{page}": document("<p>section</p>") for page in range(1, 9)},
    **{path: document("<p>x</p>") for path in ("/json", "/mapped", "/dated")},
}
OUTLET = echo(
    Source("feed", f"{HOME}/feed.json"),
    Source("sitemap", f"{HOME}/index.xml", window_days=3),
    Source("sitemap", HOME + "/day-{yyyy}-{mm}-{dd}.xml", window_days=1),
    Source("listing", f"{HOME}/section", links="h2 a", next="a[rel=next]", most_pages=3),
    Source("wordpress", f"{HOME}/wp-json/wp/v2/posts", most_pages=5),
)


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> SimpleNamespace:
    book = Book(tmp_path_factory.mktemp("kinds"))
    with Newsstand({HOST: SITE}) as stand, pytest.MonkeyPatch.context() as patch:
        patch.setenv("BEATBOOK_NEWSSTAND", stand.address)
        first = book.crawl(OUTLET, "r1")
        before = stand.requests.copy()
        second = book.crawl(OUTLET, "r2", day=DAY + timedelta(days=1), poll_all=True)
        return SimpleNamespace(first=first, second=second, asked=before, again=stand.requests - before)


def test_every_kind_finds_its_articles(day: SimpleNamespace) -> None:
    fetched = {
        fetch["url"].removeprefix(HOME) for fetch in day.first.fetches() if fetch["outcome"] == "fetched"
    }
    found = {path for path in fetched if path in SITE and not path.startswith("/post-")}
    assert {"/json", "/mapped", "/dated", "/section-1", "/section-2", "/section-3"} <= found
    assert "/section-4" not in found, "the outlet's file says three pages"
    assert "/mapped-of-old" not in fetched
    assert sum(path.startswith("/post-") for path in fetched) == POSTS


def test_nothing_outside_a_window_is_asked_for(day: SimpleNamespace) -> None:
    assert (HOST, "/old.xml") not in day.asked
    details = [fetch["detail"] for fetch in day.first.fetches() if fetch["url"] == f"{HOME}/new.xml"]
    assert details == ["1 entries older than 3 days left out"]


def test_polls_name_their_kind(day: SimpleNamespace) -> None:
    polls = {
        poll["source_url"].removeprefix(HOME): (poll["kind"], poll["outcome"]) for poll in day.first.polls()
    }
    yesterday = f"/day-{TODAY - timedelta(days=1):%Y-%m-%d}.xml"
    assert polls["/feed.json"] == ("feed", "fetched")
    assert polls[yesterday] == ("sitemap", "gone"), "a day without its sitemap is a gap that is told"
    assert polls["/section?page=3"] == ("listing", "fetched")
    assert polls[API.format(2)] == ("wordpress", "fetched")


def test_a_second_run_reads_no_page_of_a_list_that_brought_nothing_new(day: SimpleNamespace) -> None:
    asked = {target for _, target in day.again}
    assert "/section" in asked
    assert "/section?page=2" not in asked
    assert API.format(2) not in asked
    assert not [target for target in asked if target.startswith(("/post-", "/section-", "/mapped"))]
