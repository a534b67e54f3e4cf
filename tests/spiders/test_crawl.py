"""A crawl end to end: every URL offered has the one outcome that what the site did calls for."""

from collections import Counter

from the_echo import ARTICLE, HOST, OFFERED, CrawledDay

from spiders.records import Fetch

FIRST = {
    "/long": "fetched",
    "/short?utm_source=rss": "fetched",
    "/late": "fetched",
    "/moved": "fetched",
    "/private/file": "robots_denied",
    "/missing": "gone",
    "/broken": "server_error",
    "/leads-away": "redirected_off_domain",
    "/loop": "redirect_loop",
    "/sport/cup-final": "excluded",
    "https://elsewhere.test/story": "off_domain",
    "mailto:news@echo.test": "malformed_url",
    "/report.pdf": "not_html",
    "/huge": "too_large",
    "/subscribers": "paywalled",
    "/wall": "blocked",
    "/empty": "not_html",
    "/odd": "unexpected_status",
    "/packed": "unreadable",
}
ASKED_AGAIN = {
    "/private/file": "robots_denied",
    "/broken": "server_error",
    "/wall": "blocked",
    "/sport/cup-final": "excluded",
    "https://elsewhere.test/story": "off_domain",
    "mailto:news@echo.test": "malformed_url",
}


def pages(ledger: tuple[Fetch, ...]) -> dict[str, str]:
    found = [fetch for fetch in ledger if fetch.kind == "article"]
    assert len({fetch.url for fetch in found}) == len(found), "one outcome a URL"
    return {fetch.url.removeprefix(f"https://{HOST}"): fetch.outcome.value for fetch in found}


def test_every_offered_url_has_its_outcome(crawled: CrawledDay) -> None:
    assert pages(crawled.first.ledger) == FIRST
    assert len(FIRST) == len(OFFERED) + 1  # the sitemap adds /late; its /short is the feed's


def test_stats_add_up(crawled: CrawledDay) -> None:
    stats = crawled.first.stats
    assert stats["outcomes"] == dict(Counter(FIRST.values()))
    assert (stats["offered"], stats["fetched"], stats["duplicates"]) == (len(FIRST), 4, 1)


def test_second_run_asks_only_for_what_failed_for_a_time(crawled: CrawledDay) -> None:
    listed = dict.fromkeys(FIRST.keys() - {"/late"}, "known")  # the sitemap did not change, and lists nothing
    assert pages(crawled.second.ledger) == listed | ASKED_AGAIN
    asked = {target for host, target in crawled.requests_in_second if host == HOST}
    assert asked == {"/robots.txt", "/rss", "/index.xml", "/news.xml", "/broken", "/wall"}


def test_manners(crawled: CrawledDay) -> None:
    assert (HOST, "/private/file") not in crawled.requests
    assert [key for key in crawled.requests if key[0] != HOST] == []
    assert crawled.requests[HOST, "/robots.txt"] == 1
    assert crawled.requests[HOST, "/index.xml"] == 1  # an index that lists itself is read once
    assert crawled.requests[HOST, "/broken"] == 3
    assert crawled.requests[HOST, "/wall"] == 1
    (agent,) = crawled.user_agents
    assert agent.startswith("Beatbook/")
    assert "(+" in agent


def test_ledger_says_where_the_answer_lies(crawled: CrawledDay) -> None:
    by_path = {fetch.url.removeprefix(f"https://{HOST}"): fetch for fetch in crawled.first.ledger}
    moved = by_path["/moved"]
    assert moved.final_url == f"https://{HOST}/moved-here"
    assert (moved.status, moved.headline, moved.source_url) == (200, "Story 15", f"https://{HOST}/rss")
    assert moved.offered_at is not None
    assert moved.offered_at.isoformat() == "2026-11-22T15:00:00+00:00"
    long = by_path["/long"]
    assert long.bytes is not None
    assert 0 < long.bytes < len(ARTICLE), "as served: compressed"
    assert by_path["/missing"].warc_offset is not None, "errors are archived too"
    assert by_path["/leads-away"].detail == "https://elsewhere.test/other"


def test_polls_say_how_far_each_source_reaches(crawled: CrawledDay) -> None:
    polls = {poll["source_url"].removeprefix(f"https://{HOST}"): poll for poll in crawled.first.polls()}
    assert {path: poll["items"] for path, poll in polls.items()} == {
        "/rss": 18,
        "/index.xml": 2,
        "/news.xml": 2,
    }
    assert polls["/rss"]["oldest_at"].isoformat() == "2026-11-22T00:00:00+00:00"
    assert polls["/rss"]["newest_at"].isoformat() == "2026-11-22T17:00:00+00:00"
    assert polls["/news.xml"]["oldest_at"] is None
    assert {poll["outcome"] for poll in polls.values()} == {"fetched"}


def test_progress_is_told(crawled: CrawledDay) -> None:
    events = [event["event"] for event in crawled.book.events]
    assert events[0] == "outlet_started"
    assert events.count("outlet_done") == 2
    assert "outlet_progress" in events
    done = next(event for event in crawled.book.events if event["event"] == "outlet_done")
    assert done["outcomes"] == dict(Counter(FIRST.values()))
    assert (done["stage"], done["outlet"], done["offered"], done["fetched"]) == (
        "collect",
        "echo",
        len(FIRST),
        4,
    )


def test_nothing_unfinished_is_left(crawled: CrawledDay) -> None:
    sqlites_own = ("frontier.sqlite-shm", "frontier.sqlite-wal")  # there while somebody reads
    names = {path.name for path in crawled.book.root.rglob("*") if path.is_file()}
    assert names - set(sqlites_own) == {
        *(
            f"echo-{run}.{ending}"
            for run in ("r1", "r2")
            for ending in ("warc.gz", "cdxj", "fetches.jsonl", "stats.json")
        ),
        "frontier.sqlite",
        "lock",
    }
