"""WARC files on disk become takes: our own and CC-NEWS's, past damage, with every record accounted for."""

import gzip
import io
import random
import subprocess
import sys
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from the_echo import DAY, HOST, CrawledDay, echo
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from spiders.backfill import Backfilled, Busy, NoArchive, _alone, backfill
from spiders.frontier import Frontier
from spiders.members import members
from spiders.memory import remember
from spiders.takes import read_page, takes

ECHO = echo()
BANNER = echo(slug="banner", domains=("banner.test",), exclude=("/sport/",))
AT = "2019-03-04T05:06:07Z"
HTML = (("Content-Type", "text/html; charset=utf-8"),)
LATER = date(2026, 11, 30)

Answer = tuple[str, bytes, str, tuple[tuple[str, str], ...]]


def write(file: Path, answers: Iterable[Answer], **more: str) -> Path:
    """Write a file as CC-NEWS's crawler does: WARC 1.0, a request beside each response, unpacked bodies."""
    with file.open("wb") as opened:
        writer = WARCWriter(opened, gzip=True)
        writer.write_record(writer.create_warcinfo_record(file.name, {"software": "StormCrawler"}))
        for url, body, status, headers in answers:
            head = StatusAndHeaders(status, list(headers), protocol="HTTP/1.1")
            given = {"WARC-Date": AT, "WARC-IP-Address": "192.0.2.1", **more}
            answer = writer.create_warc_record(
                url, "response", payload=io.BytesIO(body), http_headers=head, warc_headers_dict=given
            )
            asked = StatusAndHeaders("GET / HTTP/1.1", [("Host", "x")], is_http_request=True)
            writer.write_record(answer)
            writer.write_record(writer.create_warc_record(url, "request", http_headers=asked))
    return file


def page(url: str, words: str = "Police said so.") -> Answer:
    return url, f"<html><body><p>{words}</p></body></html>".encode(), "200 OK", HTML


CC_NEWS: list[Answer] = [
    page("https://www.echo.test/one"),
    page("https://elsewhere.test/story"),
    page("http://banner.test/police", "£5m"),
    page("http://banner.test/sport/final"),
    page("https://www.echo.test/one#again"),
    ("https://www.echo.test/old", b"", "301 Moved Permanently", (("Location", "/new"),)),
    ("https://www.echo.test/report", b"%PDF-1.7", "200 OK", (("Content-Type", "application/pdf"),)),
    ("https://www.echo.test/lost", b"<p>gone</p>", "404 Not Found", HTML),
    ("https://www.echo.test/robots.txt", b"User-agent: *", "200 OK", (("Content-Type", "text/plain"),)),
    (
        "https://www.echo.test/packed",
        gzip.compress(b"<p>packed</p>"),
        "200 OK",
        (*HTML, ("Content-Encoding", "gzip")),
    ),
    page("https://notecho.test/story"),
]


def into(root: Path, file: Path, day: date = DAY) -> Backfilled:
    return backfill(file, [ECHO, BANNER], archive=root / "archive", frontier=root / "f.sqlite", day=day)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("backfill")


@pytest.fixture(scope="module")
def done(root: Path) -> Backfilled:
    return into(root, write(root / "CC-NEWS-20190304.warc.gz", CC_NEWS))


def test_every_record_is_accounted_for(done: Backfilled) -> None:
    assert done.records == {
        "no_response": 12,
        "kept": 5,
        "other_domain": 2,
        "not_asked_for": 2,
        "redirect": 1,
        "robots": 1,
    }
    assert sum(done.records.values()) == 1 + 2 * len(CC_NEWS)


def test_each_outlet_has_a_take_with_an_outcome_for_each_page(done: Backfilled) -> None:
    banner, mine = done.takes
    assert banner.outcomes == {"excluded": 1, "fetched": 1}
    assert mine.outcomes == {"fetched": 2, "gone": 1, "not_html": 1}
    assert mine.stats["duplicates"] == 1
    assert (list(mine.polls()), mine.run()["finish_reason"]) == ([], "finished")
    assert takes(mine.paths.archive, DAY) == [banner, mine]


def test_the_pages_are_there_byte_for_byte(done: Backfilled) -> None:
    mine = done.takes[1]
    found = {found["url"]: found for found in mine.pages()}
    one = found["https://www.echo.test/one"]
    assert (one["html"], one["fetched_at"]) == (CC_NEWS[0][1], datetime(2019, 3, 4, 5, 6, 7, tzinfo=UTC))
    assert (one["offered_at"], one["offered_headline"], one["status"]) == (None, None, 200)
    assert found["https://www.echo.test/packed"]["html"] == b"<p>packed</p>"
    assert read_page(mine.paths.archive, one["warc_file"], one["warc_offset"]) == CC_NEWS[0][1]
    assert {fetch["source_url"] for fetch in mine.fetches()} == {"CC-NEWS-20190304.warc.gz"}


def test_somebody_elses_reader_accepts_the_copy(done: Backfilled) -> None:
    with done.takes[1].paths.warc.open("rb") as file:
        records = [
            (record.rec_type, record.rec_headers.get_header("WARC-IP-Address"), record.raw_stream.read())
            for record in ArchiveIterator(file, check_digests="raise")
        ]
    assert [kind for kind, _, _ in records] == ["warcinfo", *["response"] * 4]
    assert b"copied from CC-NEWS-20190304.warc.gz" in records[0][2]
    assert records[1][1] == "192.0.2.1"


def test_importing_again_adds_nothing_even_under_another_name_and_day(done: Backfilled, root: Path) -> None:
    renamed = root / "the-same.warc.gz"
    renamed.write_bytes(done.file.read_bytes())
    again = into(root, renamed, LATER)
    assert again.takes == ()
    assert again.already == ("banner", "echo")
    assert again.records["already_imported"] > 0
    assert not (root / "archive" / LATER.isoformat()).exists()


def test_a_crawl_does_not_ask_for_what_was_imported(done: Backfilled, root: Path) -> None:
    remembered = remember(root / "f.sqlite", "echo", "r1", datetime.now(UTC))
    assert len(remembered.known) == 4


def test_our_own_take_can_be_replayed(crawled: CrawledDay, tmp_path: Path) -> None:
    own = crawled.first
    done = backfill(own.paths.warc, [ECHO], archive=tmp_path / "a", frontier=tmp_path / "f.sqlite", day=LATER)
    [take] = done.takes
    before = {page["final_url"]: page["html"] for page in own.pages()}
    assert {page["url"]: page["html"] for page in take.pages()} == before
    assert f"https://{HOST}/moved-here" in before


def damage(file: Path, record: int) -> Path:
    """Flip a byte in the middle of one record."""
    raw = bytearray(file.read_bytes())
    with file.open("rb") as opened:
        places = [member.offset for member in members(opened)]
    raw[(places[record] + places[record + 1]) // 2] ^= 0xFF
    file.write_bytes(raw)
    return file


def test_damage_costs_one_record_and_has_a_name(tmp_path: Path) -> None:
    rolled = random.Random(7)
    pages = [page(f"https://www.echo.test/{n}", rolled.randbytes(400).hex()) for n in range(6)]
    done = into(tmp_path, damage(write(tmp_path / "x.warc.gz", pages), record=5))
    assert done.records == {"damaged": 1, "kept": 5, "no_response": 7}
    assert {page["url"][-1] for page in done.takes[0].pages()} == set("01345")


def test_a_file_cut_short_gives_what_came_through(tmp_path: Path) -> None:
    file = write(tmp_path / "x.warc.gz", [page(f"https://www.echo.test/{n}") for n in range(4)])
    file.write_bytes(file.read_bytes()[:-700])
    done = into(tmp_path, file)
    assert done.records["damaged"] == 1
    assert done.takes[0].stats["fetched"] == 3


def test_a_body_that_is_not_what_its_digest_says_is_damaged(tmp_path: Path) -> None:
    file = write(tmp_path / "x.warc.gz", [page("https://www.echo.test/a")])
    with file.open("rb") as opened:
        records = [member.record.replace(b"Police said", b"Nobody said") for member in members(opened)]
    file.write_bytes(b"".join(map(gzip.compress, records)))
    assert into(tmp_path, file).records == {"damaged": 1, "no_response": 2}


def test_a_page_that_its_crawler_cut_is_no_page(tmp_path: Path) -> None:
    file = write(tmp_path / "x.warc.gz", [page("https://www.echo.test/a")], **{"WARC-Truncated": "length"})
    assert into(tmp_path, file).takes[0].outcomes == {"too_large": 1}


def test_a_gzip_bomb_is_named_and_passed(tmp_path: Path) -> None:
    file = write(tmp_path / "x.warc.gz", [page("https://www.echo.test/a")])
    bomb = gzip.compress(b"WARC/1.0\r\n" + b"0" * 50_000_000)
    file.write_bytes(bomb + file.read_bytes())
    assert into(tmp_path, file).records == {"too_large": 1, "kept": 1, "no_response": 2}


@pytest.mark.parametrize(
    "content",
    [b"", b"plain text", b"WARC/1.0\r\n\r\n", gzip.compress(b"not a record", mtime=0)],
    ids=["empty", "plain text", "a header alone", "packed, but no record"],
)
def test_what_is_no_archive_is_refused_and_leaves_nothing(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "x.warc.gz"
    file.write_bytes(content)
    with pytest.raises(NoArchive, match="warcio recompress"):
        into(tmp_path, file)
    assert [path.name for path in (tmp_path / "archive").rglob("*")] == ["backfill.lock"]


def test_two_imports_do_not_meet(tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()
    file = write(tmp_path / "x.warc.gz", [page("https://www.echo.test/a")])
    with _alone(tmp_path / "archive" / "backfill.lock"), pytest.raises(Busy, match="run this one again"):
        into(tmp_path, file)
    assert into(tmp_path, file).takes


def test_a_failure_leaves_no_unfinished_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Frontier, "heal", full)
    with pytest.raises(OSError, match="No space"):
        into(tmp_path, write(tmp_path / "x.warc.gz", [page("https://www.echo.test/a")]))
    assert not list((tmp_path / "archive").rglob("*.part"))
    assert takes(tmp_path / "archive", DAY) == []


MEASURE = """
import resource, sys
from datetime import date
from pathlib import Path
from spiders.backfill import backfill
from spiders.catalogue import Outlet
echo = Outlet("echo", "Echo", "https://echo.test/", "local", "UK", ("echo.test",), "high", True)
for file in sys.argv[1:]:
    root = Path(file).parent / Path(file).stem
    backfill(Path(file), [echo], archive=root, frontier=root / "f.sqlite", day=date(2026, 11, 22))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    rolled = random.Random(1)

    def stories(count: int) -> Iterable[Answer]:
        for number in range(count):
            host = "echo.test" if number % 4 == 0 else f"h{number}.test"
            yield page(f"https://{host}/{number}", rolled.randbytes(20_000).hex())

    small, large = (write(tmp_path / f"{count}.warc.gz", stories(count)) for count in (40, 1200))
    assert large.stat().st_size > 20_000_000
    told = subprocess.run(
        [sys.executable, "-c", MEASURE, str(small), str(large)], capture_output=True, text=True, check=True
    )
    before, after = map(int, told.stdout.split())
    assert after - before < 8, f"{before} MB for 40 pages, {after} MB for 1200"
