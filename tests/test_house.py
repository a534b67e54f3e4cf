"""The rules of the house that no linter knows, each a test that names the offender."""

import re
import subprocess
import tomllib
from collections import Counter
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

HOUSE = Path(__file__).resolve().parent.parent
LOCKS = {
    "requirements.lock": (),
    "requirements-dev.lock": ("dev",),
    "requirements-benchmark.lock": ("benchmark",),
}
PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)", re.MULTILINE)
MOST_LINES = 300


def tracked(*patterns: str) -> list[Path]:
    """Return the files of the project that match, tracked or about to be."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns],
        cwd=HOUSE, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return [HOUSE / name for name in listed.stdout.split("\n") if name and (HOUSE / name).is_file()]


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def wanted(extras: tuple[str, ...]) -> list[Requirement]:
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text())["project"]
    lines = [
        *project["dependencies"],
        *(line for e in extras for line in project["optional-dependencies"][e]),
    ]
    return [Requirement(line) for line in lines]


def test_no_python_file_is_over_300_lines():
    files = tracked("*.py")
    assert len(files) > 10
    lengths = {file.relative_to(HOUSE): len(file.read_text().splitlines()) for file in files}
    assert {name: lines for name, lines in lengths.items() if lines > MOST_LINES} == {}


def test_no_two_test_files_have_one_name():
    names = Counter(file.name for file in tracked("tests/**/test_*.py", "tests/test_*.py"))
    assert len(names) > 10
    assert {name for name, times in names.items() if times > 1} == set()  # pytest imports only one of them


@pytest.mark.parametrize(("lock", "extras"), LOCKS.items())
def test_a_lock_pins_all_that_pyproject_wants(lock, extras):
    pins = {normal(pin["name"]): Version(pin["version"]) for pin in PIN.finditer((HOUSE / lock).read_text())}
    stale = [
        str(want)
        for want in wanted(extras)
        if pins.get(normal(want.name), Version("0")) not in want.specifier
    ]
    assert stale == [], f"{lock} is stale: run `make lock`"


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_has_hashes_and_no_address(lock):
    text = (HOUSE / lock).read_text()
    assert "://" not in text
    blocks = [block for block in re.split(r"\n(?=\S)", text) if "==" in block]
    unhashed = [block.split()[0] for block in blocks if "--hash=sha256:" not in block]
    assert unhashed == []


def test_the_dev_lock_moves_no_pin_of_the_lock():
    locks = ("requirements.lock", "requirements-dev.lock")
    core, dev = ({pin.group() for pin in PIN.finditer((HOUSE / lock).read_text())} for lock in locks)
    assert core - dev == set()


def test_every_dependency_carries_its_reason():
    text = (HOUSE / "pyproject.toml").read_text()
    listed = re.findall(r'^  "[A-Za-z][^"]*[<>=~!][^"]*",.*$', text, re.MULTILINE)
    assert len(listed) >= len(wanted(("dev",))) - 2
    assert [line for line in listed if "  # " not in line] == []


def test_no_file_names_a_package_index_or_a_machine():
    indexes = r"https?://[a-z.]*(pypi|pythonhosted|npmjs|debian)\."
    machine = "/".join(("", "work", "(main|shared)"))  # in parts, or this file would be an offender
    forbidden = re.compile(f"{indexes}|{machine}")
    texts = {file: file.read_text(encoding="utf-8", errors="replace") for file in tracked()}
    offenders = [file.relative_to(HOUSE) for file, text in texts.items() if forbidden.search(text)]
    assert offenders == []


def test_no_module_is_where_names_go_to_die():
    graves = {"utils", "util", "common", "helpers", "helper", "misc", "base", "core"}
    assert [file.relative_to(HOUSE) for file in tracked("*.py") if file.stem in graves] == []


def test_only_the_warehouse_reads_and_writes_parquet():
    strangers = tracked("spiders/*.py", "transforms/*.py", "beatbook/*.py", "dags/*.py")
    assert len(strangers) > 30
    parquet = re.compile(r"pyarrow(\.| import )(parquet|dataset)")
    assert [file.relative_to(HOUSE) for file in strangers if parquet.search(file.read_text())] == []
