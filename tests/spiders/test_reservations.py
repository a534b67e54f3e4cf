"""Pages that ask not to be kept, and sites that reserve them: heeded where the outlet's file says so."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from gzip import compress
from pathlib import Path

import pytest
from passing_time import wait
from the_echo import ARTICLE, HOST, Book, echo, feed
from warcio.archiveiterator import ArchiveIterator

from beatbook.newsstand.response import Response, document
from beatbook.newsstand.server import Newsstand
from spiders import tdmrep
from spiders.outcomes import Outcome
from spiders.politeness import NotPolite, honoured
from spiders.sources import Source
from spiders.takes import Take
from spiders.tdmrep import Reservations

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("location", "reserved"),
    [
        ("/", {"/", "/a", "/A", "/a/b?x=1"}),
        ("/a", {"/a", "/a/b?x=1"}),
        ("/a$", {"/a"}),
        ("*x=1", {"/a/b?x=1"}),
        ("/*/b", {"/a/b?x=1"}),
        ("/%61", {"/a", "/a/b?x=1"}),
        ("a", set()),
        ("$", set()),
    ],
)
def test_a_location_is_matched_as_in_robots_txt(location: str, reserved: set[str]) -> None:
    said = Reservations(host=HOST, asked_at=NOW, outcome=Outcome.FETCHED, rules=((location, True),))
    every = ("/", "/a", "/A", "/a/b?x=1")
    assert {path for path in every if said.reserve(f"https://{HOST}{path}")} == reserved


def test_a_word_that_is_no_signal_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BEATBOOK_HONOUR", "noarchive, nofollow")
    with pytest.raises(NotPolite, match="nofollow"):
        honoured(())
    monkeypatch.setenv("BEATBOOK_HONOUR", "noarchive,")
    assert honoured(("tdm-reservation",)) == {"noarchive", "tdm-reservation"}


@dataclass(frozen=True)
class Runs:
    """Four runs over a site that reserves /mined, and what of its tdmrep.json was asked for in each."""

    heeded: Take
    recorded: Take
    asked: tuple[int, ...]
    targets: frozenset[str]
    archived: frozenset[str]


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runs]:
    heeding = Book(tmp_path_factory.mktemp("heeding"))
    recording = Book(tmp_path_factory.mktemp("recording"))
    html = ("Content-Type", "text/html")
    tagged = compress(b'<meta name="robots" content="noarchive">' + ARTICLE.encode())
    offered = ("/free", "/said", "/tagged", "/mined/1")
    site = {
        "/rss": feed(*offered),
        "/free": document(ARTICLE),
        "/later": document(ARTICLE + "later"),
        "/said": Response(200, (html, ("X-Robots-Tag", "noarchive")), ARTICLE.encode()),
        "/tagged": Response(200, (html, ("Content-Encoding", "gzip")), tagged, verbatim=True),
        "/mined/1": document(ARTICLE),
        tdmrep.PATH: document('[{"location": "/mined/", "tdm-reservation": 1}]', "application/json"),
    }
    source = Source("feed", f"https://{HOST}/rss")
    asked = []
    with Newsstand({HOST: site}) as stand, pytest.MonkeyPatch.context() as patch:
        patch.setenv("BEATBOOK_NEWSSTAND", stand.address)

        def crawl(book: Book, run_id: str, **more: object) -> Take:
            before = stand.requests[HOST, tdmrep.PATH]
            take = book.crawl(echo(source, **more), run_id, poll_all=True)
            asked.append(stand.requests[HOST, tdmrep.PATH] - before)
            return take

        heeded = crawl(heeding, "r1", honour=("noarchive", "tdm-reservation"))
        targets = frozenset(target for _, target in stand.requests)
        recorded = crawl(recording, "r1")
        stand.put(HOST, "/rss", feed("/later", *offered))
        wait(recording.root, timedelta(days=29))  # and the frontier is lost
        crawl(recording, "r2")
        stand.put(HOST, "/rss", feed("/latest", "/later", *offered))
        wait(recording.root, timedelta(days=2))
        crawl(recording, "r3")
        yield Runs(heeded, recorded, tuple(asked), targets, addresses(heeded.paths.warc))


def addresses(warc: Path) -> frozenset[str]:
    with warc.open("rb") as file:
        found = [record.rec_headers.get_header("WARC-Target-URI") for record in ArchiveIterator(file)]
    return frozenset(url.removeprefix(f"https://{HOST}") for url in found if url)


def outcomes(take: Take) -> dict[str, tuple[str, tuple[str, ...] | None, bool]]:
    return {
        fetch.url.removeprefix(f"https://{HOST}"): (
            fetch.outcome.value,
            fetch.signals,
            fetch.warc_offset is not None,
        )
        for fetch in take.ledger
        if fetch.kind == "article"
    }


def test_who_honours_it_keeps_nothing_of_a_page_that_asks_not_to_be_kept(runs: Runs) -> None:
    assert outcomes(runs.heeded) == {
        "/free": ("fetched", (), True),
        "/said": ("rights_reserved", ("noarchive",), False),
        "/tagged": ("rights_reserved", ("noarchive",), False),
        "/mined/1": ("rights_reserved", None, False),
    }
    assert runs.archived == {"/robots.txt", "/rss", "/free", tdmrep.PATH}
    assert "/mined/1" not in runs.targets, "what the site reserves is not even asked for"
    assert [page["url"] for page in runs.heeded.pages()] == [f"https://{HOST}/free"]


def test_who_does_not_keeps_all_and_writes_down_what_was_asked(runs: Runs) -> None:
    assert outcomes(runs.recorded) == {
        "/free": ("fetched", (), True),
        "/said": ("fetched", ("noarchive",), True),
        "/tagged": ("fetched", ("noarchive",), True),
        "/mined/1": ("fetched", ("tdm-reservation",), True),
    }


def test_tdmrep_json_is_asked_for_once_in_thirty_days_also_if_the_frontier_was_lost(runs: Runs) -> None:
    assert runs.asked == (1, 1, 0, 1)
