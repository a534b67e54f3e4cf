"""Damage of any kind is found and named by file and byte; a whole archive has none."""

import json
import shutil
from pathlib import Path

import pytest
from the_echo import CrawledDay
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from spiders.paths import TakePaths
from spiders.verification import Damage, _holders, verify


@pytest.fixture
def paths(crawled: CrawledDay, tmp_path: Path) -> TakePaths:
    """The first take of the crawled day, in a copy of its archive."""
    shutil.copytree(crawled.book.archive, tmp_path / "archive")
    _holders.cache_clear()
    given = crawled.first.paths
    return TakePaths(tmp_path / "archive", given.outlet, given.run_id, given.day)


def damages(paths: TakePaths) -> list[Damage]:
    return [damage for verdict in verify(paths.archive) for damage in verdict.damages]


def offsets(paths: TakePaths) -> list[int]:
    with paths.warc.open("rb") as file:
        records = ArchiveIterator(file)
        return [records.get_record_offset() for _ in records]


def test_a_whole_archive_has_no_damage(paths: TakePaths) -> None:
    verdicts = list(verify(paths.archive))
    assert len(verdicts) == 2
    assert damages(paths) == []
    assert verdicts[0].records == len(offsets(paths)) > 40
    assert verdicts[0].bytes == paths.warc.stat().st_size


@pytest.mark.parametrize("share", [0.03, 0.2, 0.41, 0.5, 0.77, 0.97])
def test_a_changed_byte_is_found_where_it_is(paths: TakePaths, share: float) -> None:
    whole = bytearray(paths.warc.read_bytes())
    where = int(len(whole) * share)
    begins = max(offset for offset in offsets(paths) if offset <= where)
    where = max(where, begins + 12)  # past the member's head, whose time stamp nobody reads
    whole[where] ^= 0x55
    paths.warc.write_bytes(bytes(whole))
    found = damages(paths)
    assert (found[0].file, found[0].offset) == (paths.warc.relative_to(paths.archive).as_posix(), begins)
    assert len([damage for damage in found if damage.file.endswith(".warc.gz")]) <= 3, "it goes on behind it"


def test_a_file_cut_short_is_found(paths: TakePaths) -> None:
    last = offsets(paths)[-1]
    paths.warc.write_bytes(paths.warc.read_bytes()[: last + 20])
    [damage] = damages(paths)
    assert (damage.offset, damage.what) == (last, "is damaged: the file ends inside this record")


def test_a_record_replaced_by_a_sound_one_is_found(paths: TakePaths) -> None:
    """Each member is sound and each digest holds, but the places are no longer what index and ledger say."""
    whole, starts = paths.warc.read_bytes(), offsets(paths)
    paths.warc.write_bytes(whole[: starts[5]] + whole[starts[6] :])
    found = damages(paths)
    assert {damage.file.partition(".")[2] for damage in found} >= {"cdxj", "fetches.jsonl"}


@pytest.mark.parametrize(
    ("which", "said"),
    [
        ("warc", "is missing"),
        ("index", "is missing"),
        ("fetches", "cannot be read"),
        ("stats", "belongs to no take"),
    ],
)
def test_a_missing_file_is_named(paths: TakePaths, which: str, said: str) -> None:
    getattr(paths, which).unlink()
    assert any(said in damage.what for damage in damages(paths))


def test_a_ledger_that_points_elsewhere_is_found(paths: TakePaths) -> None:
    lines = [json.loads(line) for line in paths.fetches.read_text().splitlines()]
    placed = [line for line in lines if line["warc_offset"] is not None and line["kind"] == "article"]
    placed[0]["warc_offset"], placed[1]["warc_offset"] = placed[1]["warc_offset"], placed[0]["warc_offset"]
    placed[2]["warc_offset"] += 1
    paths.fetches.write_text("".join(json.dumps(line) + "\n" for line in lines))
    found = damages(paths)
    assert [damage.file.endswith("fetches.jsonl") for damage in found] == [True] * 3
    assert "but no response does" in " ".join(damage.what for damage in found)


def test_stats_that_count_otherwise_are_found(paths: TakePaths) -> None:
    stats = json.loads(paths.stats.read_text())
    stats["outcomes"]["fetched"] += 1
    paths.stats.write_text(json.dumps(stats))
    [damage] = damages(paths)
    assert damage.file.endswith("stats.json")
    assert "but the ledger lists" in damage.what


def test_a_revisit_whose_bytes_are_gone_is_found(paths: TakePaths) -> None:
    """The second run found robots.txt as it was; without the first run's file nobody can read it."""
    for file in (paths.warc, paths.index, paths.fetches, paths.stats):
        file.unlink()
    [damage, *_] = damages(paths)
    assert "where its bytes are not" in damage.what


def test_readers_of_others_accept_every_file(paths: TakePaths) -> None:
    files = sorted(paths.archive.rglob("*.warc.gz"))
    checker = Checker(type("Command", (), {"inputs": [str(file) for file in files], "verbose": False})())
    assert checker.process_all() == 0
    for file in files:
        with file.open("rb") as stream:  # as readers of CC-NEWS do it: responses one after the other
            read = [
                record.content_stream().read()
                for record in ArchiveIterator(stream, no_record_parse=False, arc2warc=True)
                if record.rec_type == "response" and record.http_headers.get_statuscode() == "200"
                and record.rec_headers.get_header("WARC-Target-URI").startswith("https://")
                and record.http_headers.get_header("Content-Encoding") in (None, "gzip")
                and "/packed" not in record.rec_headers.get_header("WARC-Target-URI")
            ]  # fmt: skip
        assert read or "r2" in file.name
