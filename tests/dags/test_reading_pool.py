"""A day's pages are read on all cores, and a page that hangs or kills its reader costs itself alone."""

import subprocess
import sys
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pytest
import reading_pool
from reading_pool import Limits, NoReader, ReadingPool

import transforms
from beatbook.newsstand.demo import demo_sites
from beatbook.newsstand.response import Request, Response
from transforms.schemas import PAGES

DAGS = Path(reading_pool.__file__).parent
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
TEXT = "A man was arrested on suspicion of assault after an incident outside a shop in Leeds on Monday."
BENIGN = f"<html lang=en-GB><body><h1>Man held in Leeds</h1><p>{TEXT}</p></body></html>"
WORKER = f"""
import os, re, signal, sys, time
sys.path.insert(0, {str(DAGS)!r})
import reading_worker, transforms

def read(pages, *more):
    [html], [url] = pages["html"].to_pylist(), pages["url"].to_pylist()
    with open(sys.argv[1], "a") as log:
        log.write(f"{{os.getpid()}} {{url}}\\n")
    print("a library talks")
    if b"spins" in html:
        re.match("(a+)+$", "a" * 64 + "b")
    if b"sleeps" in html:
        time.sleep(1000)
    if b"crashes" in html:
        os.kill(os.getpid(), signal.SIGSEGV)
    if b"grows" in html:
        bytearray(1 << 30)
    if b"disk" in html:
        sys.modules["reading_worker"].sys.exit(reading_worker.NOT_WRITTEN)
    if b"raises" in html:
        raise OSError("nobody expects it")
    return transforms.read(pages, *more)

reading_worker.serve(read)
"""
REASONS = {
    "spins": "time limit: more than 4 s of computing",
    "sleeps": "time limit: no answer in 20 s",
    "crashes": "its reader died of SIGSEGV",
    "grows": "out of memory: more than 512 MiB",
    "raises": "its reader ended with status 1: the log has what it said",
}
LIMITS = Limits(cpu_seconds=4, wall_seconds=20, memory_bytes=1 << 29)
PARENT = f"""
import sys
sys.path.insert(0, {str(DAGS)!r})
from reading_pool import Limits, ReadingPool
import pyarrow as pa
page = pa.Table.from_pylist([{{"outlet": "alpha", "url": "http://alpha.example/1", "html": b"<p>spins"}}])
with ReadingPool(workers=2, limits=Limits(3, 600), command=sys.argv[1:]) as pool:
    list(pool.read([page, page]))
"""


def table(htmls: list[str]) -> pa.Table:
    rows = [
        {"outlet": "alpha", "run_id": "r1", "url": f"http://alpha.example/{number}", "fetched_at": NOON,
         "html": html.encode()}
        for number, html in enumerate(htmls)
    ]  # fmt: skip
    return pa.Table.from_pylist(rows, schema=PAGES)


def batches(pages: pa.Table, size: int = 8) -> list[pa.Table]:
    return [pages.slice(first, size) for first in range(0, pages.num_rows, size)]


def joined(read) -> list[pa.Table]:
    return [pa.concat_tables(tables).combine_chunks() for tables in zip(*read, strict=True)]


@pytest.fixture
def hostile(tmp_path):
    """The command of a worker that does what its page says, and the log of the pages it was given."""
    worker, log = tmp_path / "worker.py", tmp_path / "read"
    worker.write_text(WORKER)
    return [sys.executable, str(worker), str(log)], log


@pytest.fixture(scope="module")
def demo() -> pa.Table:
    """Pages of the demo edition's articles, sections and strays."""
    pages: list[str] = []
    for host, site in demo_sites().items():
        for target, page in list(site.items())[:20]:
            asked = Request("GET", host, target, {}, NOON)
            answer = page if isinstance(page, Response) else page(asked)
            if isinstance(answer.body, bytes):
                pages.append(answer.body.decode())
    return table(pages[:72])


def test_a_pool_reads_what_one_process_reads_in_the_same_order(demo):
    assert demo.num_rows == 72
    with ReadingPool({"alpha": ("beta.example",)}, {}, workers=2) as pool:
        read = joined(pool.read(batches(demo, 20)))
    assert read == list(transforms.read(demo, {"alpha": ("beta.example",)}, {}))
    assert read[0].num_rows > 36


def test_for_no_pages_nothing_is_started():
    with ReadingPool(command=["no such command"]) as pool:
        assert list(pool.read([])) == []


def test_a_page_that_hangs_or_kills_its_reader_costs_one_record_with_its_reason(hostile):
    command, log = hostile
    marks = ["", "spins", "", "crashes", "grows", "", "sleeps", "", "", "raises", ""]
    pages = table([BENIGN.replace("<p>", f"<p>{mark} ") for mark in marks])
    with ReadingPool(workers=2, limits=LIMITS, command=command) as pool:
        articles, readings = joined(pool.read(batches(pages, 4)))
    rows = readings.to_pylist()
    assert [row["page_url"] for row in rows] == pages["url"].to_pylist()
    assert [(row["outcome"], row["detail"]) for row in rows] == [
        ("extract_failed", REASONS[mark]) if mark else ("fetched", None) for mark in marks
    ]
    assert articles["page_url"].to_pylist() == [
        row["page_url"] for row in rows if row["outcome"] == "fetched"
    ]
    read = Counter(line.split()[1] for line in log.read_text().splitlines())
    assert read == dict.fromkeys(pages["url"].to_pylist(), 1), "a page was read twice, or not at all"


def test_a_worker_that_does_not_start_is_no_fault_of_the_page():
    with (
        ReadingPool(command=[sys.executable, "-c", "raise SystemExit(3)"]) as pool,
        pytest.raises(NoReader, match="status 3"),
    ):
        list(pool.read([table([BENIGN])]))


def test_a_full_disk_is_no_fault_of_the_page(hostile):
    pages = table([BENIGN, BENIGN.replace("<p>", "<p>disk ")])
    with (
        ReadingPool(command=hostile[0]) as pool,
        pytest.raises(NoReader, match="status 74"),
    ):
        list(pool.read([pages]))


def test_workers_end_soon_after_their_parent_even_in_an_endless_page(hostile):
    command, log = hostile
    parent = subprocess.Popen([sys.executable, "-c", PARENT, *command])
    until = time.monotonic() + 60
    while not (log.exists() and len(log.read_text().splitlines()) == 2):
        assert time.monotonic() < until and parent.poll() is None, "the workers did not start"
        time.sleep(0.05)
    workers = [line.split()[0] for line in log.read_text().splitlines()]
    assert len(set(workers)) == 2 and all(running(pid) for pid in workers)
    parent.kill()
    parent.wait(5)
    until = time.monotonic() + 60  # three seconds of computing, on a busy machine
    while any(running(pid) for pid in workers) and time.monotonic() < until:
        time.sleep(0.05)
    assert [pid for pid in workers if running(pid)] == []


def running(pid: str) -> bool:
    said = subprocess.run(["ps", "-o", "stat=", "-p", pid], capture_output=True, text=True, check=False)
    return bool(said.stdout.strip()) and not said.stdout.startswith("Z")
