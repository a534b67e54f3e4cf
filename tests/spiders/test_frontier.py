"""The frontier: an index of the takes that heals itself, whichever of them it has seen."""

import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from the_echo import HOST, CrawledDay

from addresses import page_key
from spiders import crawl as crawl_module
from spiders.frontier import Frontier
from spiders.memory import known
from spiders.paths import TakePaths, part
from spiders.takes import takes

SETTLED = 13  # of the echo's nineteen: without what is temporary, and what was never asked for


def test_known_are_the_pages_settled_for_good(crawled: CrawledDay) -> None:
    found = known(crawled.book.frontier, "echo", "r3")
    assert len(found) == SETTLED
    assert page_key(f"https://{HOST}/long") in found
    assert page_key(f"https://{HOST}/short") in found, "under the key it shares with its other addresses"
    assert not [page for page in found if "wall" in page or "broken" in page or "private" in page]
    assert not [page for page in found if "elsewhere" in page or "sport" in page], (
        "the catalogue may change its mind"
    )


def test_a_run_does_not_know_its_own_pages(crawled: CrawledDay) -> None:
    assert known(crawled.book.frontier, "echo", "r1") == frozenset()
    assert known(crawled.book.frontier, "other", "r3") == frozenset()


def test_lost_frontier_heals_from_the_takes(crawled: CrawledDay, tmp_path: Path) -> None:
    fresh = Frontier(tmp_path / "frontier.sqlite")
    fresh.heal(crawled.book.archive, "echo")
    assert known(fresh.file, "echo", "r3") == known(crawled.book.frontier, "echo", "r3")
    fresh.heal(crawled.book.archive, "echo")
    with closing(sqlite3.connect(fresh.file)) as connection:
        assert connection.execute("select count(*) from takes").fetchone() == (2,)


def test_healing_an_older_take_late_undoes_nothing(crawled: CrawledDay, tmp_path: Path) -> None:
    later, earlier = Frontier(tmp_path / "a.sqlite"), takes(crawled.book.archive, crawled.first.day)[1]
    later.heal(tmp_path, "echo")
    later.record(crawled.first)
    later.record(earlier)
    assert known(later.file, "echo", "r3") == known(crawled.book.frontier, "echo", "r3")


def test_outlet_whose_name_begins_alike_is_not_mixed_in(crawled: CrawledDay, tmp_path: Path) -> None:
    fresh = Frontier(tmp_path / "frontier.sqlite")
    renamed = tmp_path / "archive" / "2026-11-22" / "echo-weekly-r1.stats.json"
    renamed.parent.mkdir(parents=True)
    renamed.write_text(crawled.first.paths.stats.read_text().replace('"echo"', '"echo-weekly"'))
    fresh.heal(tmp_path / "archive", "echo")
    assert known(fresh.file, "echo", "r3") == frozenset()


@pytest.mark.parametrize("_again", range(10))  # who is first differs from time to time
def test_many_launchers_at_once(crawled: CrawledDay, tmp_path: Path, _again: int) -> None:
    def launch(number: int) -> int:
        frontier = Frontier(tmp_path / "frontier.sqlite")
        frontier.heal(crawled.book.archive, "echo")
        frontier.forget("echo", f"x{number}")
        return len(known(frontier.file, "echo", "r3"))

    with ThreadPoolExecutor(16) as pool:
        assert list(pool.map(launch, range(32))) == [SETTLED] * 32


@pytest.mark.parametrize("step", range(9))
def test_commit_killed_at_any_step_forgets_no_page(
    crawled: CrawledDay, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    """Replace a take and stop the commit before its n-th act on disk: either no take, or all of it known."""
    archive, frontier = tmp_path / "archive", Frontier(tmp_path / "frontier.sqlite")
    shutil.copytree(crawled.book.archive, archive)
    frontier.heal(archive, "echo")
    paths = TakePaths(archive, "echo", "r1", crawled.first.day)
    for file in (paths.warc, paths.fetches, paths.stats):
        shutil.copy(file, part(file))
    for run in ("warc", "fetches", "stats"):
        getattr(TakePaths(archive, "echo", "r2", crawled.first.day), run).unlink()
    acts = iter(range(100))

    class Killed(BaseException):
        pass

    def deadly(act: object) -> object:
        def done(*arguments: object, **named: object) -> object:
            if next(acts) == step:
                raise Killed
            return act(*arguments, **named)  # type: ignore[operator]

        return done

    with monkeypatch.context() as patch:
        for owner, name in ((Path, "replace"), (Path, "unlink"), (Frontier, "forget"), (Frontier, "record")):
            patch.setattr(owner, name, deadly(getattr(owner, name)))
        committed = True
        try:
            crawl_module.commit(paths, frontier)
        except Killed:
            committed = False
    assert committed is (step == 8), "eight acts; the ninth never comes"
    frontier.heal(archive, "echo")
    found = takes(archive, crawled.first.day)
    assert bool(found) is bool(known(frontier.file, "echo", "r3"))
    for take in found:
        assert len(list(take.pages())) == 4
