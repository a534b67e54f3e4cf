"""Bytes that were served before are stored once, and every page is still read as it was served."""

import datetime as dt
import shutil
from pathlib import Path

import pytest
from the_echo import DAY, HOST, Book, echo, feed
from warcio.archiveiterator import ArchiveIterator

from beatbook.newsstand.response import document
from beatbook.newsstand.server import Newsstand
from spiders import captures
from spiders.catalogue import Source
from spiders.paths import TakePaths
from spiders.reading import read
from spiders.takes import Take, read_page, read_take

OUTLET = echo(Source("feed", f"https://{HOST}/rss"))
LONG = "<html><p>" + "Police said so. " * 500 + "</p></html>"


def records(take: Take, kind: str) -> dict[str, dict[str, str]]:
    """Return the headers of the records of one kind, by address."""
    with take.paths.warc.open("rb") as file:
        return {
            record.rec_headers.get_header("WARC-Target-URI"): dict(record.rec_headers.headers)
            for record in ArchiveIterator(file)
            if record.rec_type == kind
        }


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """An archive of three runs, each filed under its day: nobody may change it.

    The second finds another page with the same text, a new page, and the same robots.txt; the third the same
    feed.
    """
    book = Book(tmp_path_factory.mktemp("revisits"))
    site = {"/rss": feed("/a", "/b"), "/a": document(LONG), "/b": document("<p>b</p>")}
    site["/robots.txt"] = document("User-agent: *\nDisallow: /private\n", "text/plain")
    with Newsstand({HOST: site}) as stand, pytest.MonkeyPatch.context() as patch:
        patch.setenv("BEATBOOK_NEWSSTAND", stand.address)
        takes = [book.crawl(OUTLET, "r1", day=DAY - dt.timedelta(days=1))]
        stand.put(HOST, "/rss", feed("/a", "/b", "/c", "/d"))
        stand.put(HOST, "/c", document(LONG))
        stand.put(HOST, "/d", document("<p>d</p>"))
        takes += [book.crawl(OUTLET, run, poll_all=True) for run in ("r2", "r3")]
    return book.archive, [take.paths.stats.relative_to(book.archive).as_posix() for take in takes]


@pytest.fixture
def runs(crawled: tuple[Path, list[str]], tmp_path: Path) -> list[Take]:
    """A copy of the three runs, so that a test may do harm."""
    archive, stats = crawled
    shutil.copytree(archive, tmp_path / "archive")
    return [read_take(tmp_path / "archive", tmp_path / "archive" / file) for file in stats]


@pytest.fixture
def twice(runs: list[Take]) -> list[Take]:
    """The first two of them."""
    return runs[:2]


def test_the_same_bytes_are_stored_once(twice: list[Take]) -> None:
    first, second = twice
    revisits = records(second, "revisit")
    assert set(revisits) == {f"https://{HOST}/robots.txt", f"https://{HOST}/c"}
    again = revisits[f"https://{HOST}/c"]
    original = records(first, "response")[f"https://{HOST}/a"]
    assert again["WARC-Profile"].endswith("/1.1/revisit/identical-payload-digest")
    assert again["WARC-Payload-Digest"] == original["WARC-Payload-Digest"]
    assert again["WARC-Refers-To-Target-URI"] == f"https://{HOST}/a"
    assert again["WARC-Refers-To-Date"] == original["WARC-Date"]
    assert again["WARC-Refers-To-Filename"] == first.warc_file
    assert int(again["Content-Length"]) < 1000 < len(LONG), "its headers only"


def test_a_page_that_was_seen_before_reads_as_served(twice: list[Take]) -> None:
    archive = twice[1].paths.archive
    pages = {page["url"]: page for page in twice[1].pages()}
    assert pages[f"https://{HOST}/c"]["html"] == LONG.encode()
    assert pages[f"https://{HOST}/d"]["html"] == b"<p>d</p>"
    place = pages[f"https://{HOST}/c"]
    assert read_page(archive, place["warc_file"], place["warc_offset"]) == LONG.encode()
    assert read(archive, place["warc_file"], place["warc_offset"]).url == f"https://{HOST}/c"


def test_an_unchanged_source_refers_to_what_it_was(runs: list[Take]) -> None:
    _, first, second = runs
    again = records(second, "revisit")[f"https://{HOST}/rss"]
    assert again["WARC-Profile"].endswith("/1.1/revisit/server-not-modified")
    assert again["WARC-Refers-To-Filename"] == first.warc_file
    [source] = [fetch for fetch in second.ledger if fetch.kind == "feed"]
    assert source.warc_offset is not None
    assert b"/a</link>" in read_page(second.paths.archive, second.warc_file, source.warc_offset)


def test_the_index_says_what_the_file_says(twice: list[Take]) -> None:
    for take in twice:
        paths = take.paths
        assert paths.index.read_text() == "".join(sorted(paths.index.read_text().splitlines(keepends=True)))
        told = [
            (each.url, each.at, each.kind, each.digest, each.holder, each.length)
            for each in captures.read(paths)
        ]
        found = captures.scan(paths.warc, paths.archive)
        assert told == [
            (each.url, each.at, each.kind, each.digest, each.holder, each.length) for each in found
        ]
        assert len(told) >= 4


def test_old_bytes_are_stored_anew(twice: list[Take]) -> None:
    """So that a file never has to be kept for the sake of one much younger."""
    first, second = (take.paths for take in twice)
    late = second.day + captures.REFERS_BACK
    names = {
        each.filename for each in captures.holdings(second.archive, "echo", late, "r3").by_digest.values()
    }
    assert names == {twice[1].warc_file}
    assert captures.holdings(first.archive, "echo", first.day, "r1").by_digest == {}


def test_a_take_without_index_is_read_all_the_same(twice: list[Take]) -> None:
    paths: TakePaths = twice[0].paths
    before = captures.read(paths)
    paths.index.unlink()
    assert captures.read(paths) == before


@pytest.mark.parametrize("harm", ["gone", "other"])
def test_a_revisit_whose_bytes_are_gone_is_an_error(twice: list[Take], harm: str) -> None:
    first, second = twice
    if harm == "gone":
        first.paths.warc.unlink()
    else:
        first.paths.warc.write_bytes(second.paths.warc.read_bytes())
    with pytest.raises((ValueError, FileNotFoundError)):
        list(second.pages())


def test_an_address_in_the_index_is_sorted_by_its_host() -> None:
    assert captures.surt("http://WWW.Echo.test/News?id=2&utm_source=x") == "test,echo)/News?id=2"
    assert " " not in captures.surt("https://www.echo.test/a b")
    assert Path(captures.surt("https://www.echo.test/")).name == "test,echo)"
