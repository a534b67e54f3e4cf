"""What the archive gives back: pages as they were served, by somebody else's reader too."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from the_echo import ARTICLE, DAY, HOST, CrawledDay
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

import transforms.schemas as schemas
from spiders.takes import read_page, takes


def columns(schema: object, *without: str) -> set[str]:
    return set(schema.names) - set(without)  # type: ignore[attr-defined]


def test_takes_of_a_day(crawled: CrawledDay) -> None:
    found = takes(crawled.book.archive, DAY)
    assert [(take.outlet, take.run_id, take.day, take.failed) for take in found] == [
        ("echo", "r1", DAY, None),
        ("echo", "r2", DAY, None),
    ]
    assert takes(crawled.book.archive, date(2026, 11, 21)) == []


def test_pages_are_what_was_served_without_its_compression(crawled: CrawledDay) -> None:
    pages = {page["url"].removeprefix(f"https://{HOST}"): page for page in crawled.first.pages()}
    assert {path: page["html"] for path, page in pages.items()} == {
        "/long": ARTICLE.encode(),
        "/short?utm_source=rss": "<html><p>£5m for the Met</p></html>".encode("cp1252"),
        "/late": b"<html><p>late</p></html>",
        "/moved": b"<html><p>here</p></html>",
    }
    assert pages["/moved"]["final_url"] == f"https://{HOST}/moved-here"
    assert pages["/long"]["content_type"] == "text/html; charset=utf-8"
    assert pages["/long"]["offered_headline"] == "Story 0"


def test_rows_have_the_shape_of_their_tables(crawled: CrawledDay) -> None:
    pa = pytest.importorskip("pyarrow")
    take = crawled.first
    assert {frozenset(page) for page in take.pages()} == {frozenset(columns(schemas.PAGES))}
    assert {frozenset(row) for row in take.fetches()} == {frozenset(columns(schemas.FETCHES, "article_id"))}
    assert {frozenset(row) for row in take.polls()} == {frozenset(columns(schemas.POLLS))}
    assert set(take.run()) == columns(schemas.RUNS, "kept")
    for rows, schema in (
        (take.pages(), schemas.PAGES),
        (take.fetches(), schemas.FETCHES),
        (take.polls(), schemas.POLLS),
    ):
        assert pa.Table.from_pylist(list(rows), schema=schema).num_rows > 0
    assert take.run()["finish_reason"] == "finished"


def test_page_is_read_by_its_place(crawled: CrawledDay) -> None:
    for page in crawled.first.pages():
        assert read_page(crawled.book.archive, page["warc_file"], page["warc_offset"]) == page["html"]


@pytest.mark.parametrize("offset", [0, 7, 10**9])
def test_place_without_a_response_is_an_error(crawled: CrawledDay, offset: int) -> None:
    with pytest.raises(ValueError, match="no response begins"):
        read_page(crawled.book.archive, crawled.first.warc_file, offset)


@pytest.mark.parametrize("path", ["../frontier.sqlite", "/etc/hostname", "2026-11-22/../../frontier.sqlite"])
def test_place_outside_the_archive_is_an_error(crawled: CrawledDay, path: str) -> None:
    with pytest.raises(ValueError, match="outside the archive"):
        read_page(crawled.book.archive, path, 0)


def test_warcio_accepts_the_file(crawled: CrawledDay, capsys: pytest.CaptureFixture[str]) -> None:
    checker = Checker(type("Command", (), {"inputs": [str(crawled.first.paths.warc)], "verbose": True})())
    checker.process_all()
    printed = capsys.readouterr().out
    assert checker.exit_value == 0
    assert printed.count("digest pass") >= 2 * 20
    assert "digest not present" not in printed.replace("warcinfo\n    no digest to check", "")


@pytest.mark.parametrize("harm", ["cut", "bit"])
def test_damaged_archive_is_noticed(crawled: CrawledDay, tmp_path: Path, harm: str) -> None:
    archive = tmp_path / "archive"
    shutil.copytree(crawled.book.archive, archive)
    (take, _) = takes(archive, DAY)
    whole = take.paths.warc.read_bytes()
    last = max(page["warc_offset"] for page in take.pages())
    middle = last + 300
    flipped = whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :]
    take.paths.warc.write_bytes(whole[:middle] if harm == "cut" else flipped)
    with pytest.raises(ValueError, match="damaged"):
        list(take.pages())


def test_warc_holds_request_and_response_of_every_hop_and_error(crawled: CrawledDay) -> None:
    asked, answered, ids = [], {}, {}
    with crawled.first.paths.warc.open("rb") as file:
        for record in ArchiveIterator(file):
            head = record.rec_headers
            assert record.format == "warc"
            assert head.protocol == "WARC/1.1"
            url = head.get_header("WARC-Target-URI")
            if record.rec_type in ("response", "revisit"):  # a second try may bring the same bytes
                answered[url] = int(record.http_headers.get_statuscode())
                ids[head.get_header("WARC-Record-ID")] = url
                assert head.get_header("WARC-Payload-Digest").startswith("sha1:")
                compressed = record.http_headers.get_header("Content-Encoding") == "gzip"
                assert compressed == (url.endswith(("/long", "/packed", "/huge", "/rss"))), url
            elif record.rec_type == "request":
                asked.append((url, head.get_header("WARC-Concurrent-To")))
                assert record.http_headers.get_header("User-Agent").startswith("Beatbook/")
    assert {ids[concurrent] for _, concurrent in asked} == set(answered)
    assert all(ids[concurrent] == url for url, concurrent in asked)
    paths = {url.removeprefix(f"https://{HOST}"): status for url, status in answered.items()}
    expected = {
        "/robots.txt": 200,
        "/moved": 302,
        "/moved-here": 200,
        "/missing": 404,
        "/broken": 500,
        "/wall": 403,
    }
    assert expected.items() <= paths.items()
    assert len([url for url, _ in asked if url.endswith("/broken")]) == 3, "every try"
