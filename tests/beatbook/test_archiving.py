"""`beatbook archive`: whole or damaged, counted, read and pruned; no stranger's byte on a terminal."""

import datetime as dt
import json
import os
import pty
import shutil
import subprocess
import sys
from types import SimpleNamespace

import pytest

from beatbook.newsstand import Newsstand, document
from spiders.catalogue import Outlet, Source
from spiders.crawl import crawl

DAY = dt.date(2026, 11, 20)
HOSTILE = b"<html><p>Police \x1b]0;owned\x07 said</p></html>"
FEED = '<rss version="2.0"><channel><item><link>http://www.alpha.example/a</link></item></channel></rss>'


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A home whose archive saw one page on two days, changed between them."""
    root = tmp_path_factory.mktemp("home")
    outlet = Outlet(
        slug="alpha", name="Alpha", homepage="http://www.alpha.example/", kind="local", region="London",
        domains=("alpha.example",), confidence="high", enabled=True,
        sources=(Source("feed", "http://www.alpha.example/feed"),),
    )  # fmt: skip
    pages = {"/feed": document(FEED, "application/rss+xml"), "/a": document(HOSTILE)}
    with Newsstand({"www.alpha.example": pages}) as stand, pytest.MonkeyPatch.context() as patch:
        patch.setenv("BEATBOOK_NEWSSTAND", stand.address)
        for number in range(2):
            crawl(
                outlet, archive=root / f"archive-{number}", frontier=root / f"frontier-{number}.sqlite",
                run_id=f"r{number}", day=DAY + dt.timedelta(days=number), note=lambda event: None,
            )  # fmt: skip
            stand.put("www.alpha.example", "/a", document("<html><p>corrected</p></html>"))
    shutil.copytree(root / "archive-0", root / "archive")
    shutil.copytree(root / "archive-1", root / "archive", dirs_exist_ok=True)
    return root


def ask(home, *arguments, **more):
    command = [sys.executable, "-c", "from beatbook.cli import main; main()", "archive", *arguments]
    environment = {**os.environ, "BEATBOOK_HOME": str(home)}
    return subprocess.run(command, env=environment, capture_output=True, check=False, **more)


def test_a_whole_archive_verifies(home):
    said = ask(home, "verify", "--format", "json")
    assert (said.returncode, json.loads(said.stdout)) == (0, [])
    assert b"Whole: 2 takes" in said.stderr


def test_damage_is_named_and_fails(home, tmp_path):
    shutil.copytree(home / "archive", tmp_path / "archive")
    warc = next((tmp_path / "archive").glob(f"{DAY}/*.warc.gz"))
    warc.write_bytes(warc.read_bytes()[:-40])
    said = ask(tmp_path, "verify", "--format", "json")
    assert said.returncode == 1
    [damage] = json.loads(said.stdout)
    assert damage["file"] == f"{DAY}/alpha-r0.warc.gz"
    assert 0 < damage["offset"] < warc.stat().st_size


def test_stats_count_what_is_there(home):
    [row] = json.loads(ask(home, "stats", "--format", "json").stdout)
    files = list((home / "archive").rglob("*.warc.gz"))
    assert (row["outlet"], row["month"], row["takes"], row["files"]) == ("alpha", "2026-11", 2, 2)
    assert row["bytes"] == sum(file.stat().st_size for file in files)
    assert (row["responses"], row["revisits"]) == (8, 0), "robots.txt, tdmrep.json, feed, page: twice"
    assert row["saved_bytes"] == 0
    assert row["oldest_at"] < row["newest_at"]


def test_a_page_is_written_as_served_under_any_of_its_addresses(home):
    assert ask(home, "get", "http://www.alpha.example/a").stdout == b"<html><p>corrected</p></html>"
    said = ask(home, "get", "https://m.alpha.example/a/?utm_source=x", "--at", "2026-11-20")
    assert said.stdout == HOSTILE
    assert b"as served at" in said.stderr
    headed = ask(home, "get", "http://www.alpha.example/a", "--headers").stdout
    assert headed.startswith(b"HTTP/1.1 200 OK\r\n")
    assert headed.endswith(b"\r\n\r\n<html><p>corrected</p></html>")


@pytest.mark.parametrize("url", ["http://www.alpha.example/b", "nothing", ""])
def test_a_page_that_was_never_archived_is_refused(home, url):
    said = ask(home, "get", url)
    assert said.returncode == 1
    assert b"holds no capture" in said.stderr
    assert ask(home, "get", "http://www.alpha.example/a", "--at", "2026-11-19").returncode == 1


def test_a_terminal_never_gets_a_strangers_bytes(home):
    parent, child = pty.openpty()
    ask_on_terminal = SimpleNamespace(stdout=child)
    command = [sys.executable, "-c", "from beatbook.cli import main; main()", "archive", "get",
               "http://www.alpha.example/a", "--at", "2026-11-20"]  # fmt: skip
    subprocess.run(command, env={**os.environ, "BEATBOOK_HOME": str(home)}, stdout=ask_on_terminal.stdout,
                   stderr=subprocess.DEVNULL, check=True)  # fmt: skip
    os.close(child)
    shown = os.read(parent, 10_000).decode()
    os.close(parent)
    assert "Police" in shown
    assert "\x1b]0" not in shown
    assert "\x07" not in shown


def test_pruning_needs_a_rule_and_does_nothing_dry(home, tmp_path):
    assert b"keep_days = 400" in ask(home, "prune").stderr
    shutil.copytree(home / "archive", tmp_path / "archive")
    (tmp_path / "retention.toml").write_text("keep_days = 1\n")
    dry = ask(tmp_path, "prune", "--dry-run", "--format", "json")
    rows = json.loads(dry.stdout)
    assert {row["outlet"] for row in rows} == {"alpha"}
    assert len(list((tmp_path / "archive").rglob("*.warc.gz"))) == 2
    assert json.loads(ask(tmp_path, "prune", "--format", "json").stdout) == rows
    left = 2 - sum(row["held_by"] is None for row in rows)
    assert len(list((tmp_path / "archive").rglob("*.warc.gz"))) == left < 2
    gone = ask(tmp_path, "get", "http://www.alpha.example/a", "--at", "2026-11-20")
    assert b"was pruned" in gone.stderr
