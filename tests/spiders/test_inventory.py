"""Looking an address up in the archive's indexes: every capture of it, newest first, and nothing else."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from spiders import captures, inventory
from spiders.captures import Capture

NAMES = [f"story-{number}" for number in range(30)]


def address(name: str) -> str:
    return f"https://www.echo.test/{name}"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two days of two outlets; one of the takes was never finished."""
    root = tmp_path_factory.mktemp("archive")
    for day in (20, 21):
        folder = root / f"2026-11-{day}"
        folder.mkdir()
        for outlet, names in (("echo", NAMES), ("gone", NAMES[:3]), ("empty", [])):
            captures.write(folder / f"{outlet}-r.cdxj", [capture(name, day, outlet) for name in names])
            if (outlet, day) != ("gone", 21):
                (folder / f"{outlet}-r.stats.json").write_text("{}")
    return root


def capture(name: str, day: int, outlet: str) -> Capture:
    at = datetime(2026, 11, day, 9, tzinfo=UTC)
    return Capture(
        url=address(name), at=at, kind="response", digest="", bytes=1, filename=outlet, offset=0, length=1
    )


@pytest.mark.parametrize("name", [NAMES[0], NAMES[7], NAMES[-1], min(NAMES), max(NAMES)])
def test_every_capture_is_found_newest_first_wherever_its_line_stands(archive: Path, name: str) -> None:
    found = [(each.url, each.at.day) for each in inventory.find(archive, address(name), outlets=["echo"])]
    assert found == [(address(name), 21), (address(name), 20)]


@pytest.mark.parametrize("name", ["", "story", "story-", "story-3x", "story-300", "zzz", "aaa"])
def test_a_beginning_or_a_neighbour_is_no_capture(archive: Path, name: str) -> None:
    assert list(inventory.find(archive, address(name))) == []


def test_unfinished_takes_do_not_count_and_all_outlets_are_asked_if_none_is_named(archive: Path) -> None:
    found = inventory.find(archive, address(NAMES[0]))
    assert sorted((each.at.day, each.filename) for each in found) == [
        (20, "echo"),
        (20, "gone"),
        (21, "echo"),
    ]
