"""A book is broken in every way: the doctor names each, and heals what can be healed."""

import os
from pathlib import Path

import duckdb
import pytest
from kept_book import DAY, aged, copied
from tagged_days import rules

from beatbook import forgetting, retagging
from beatbook.cli import main
from beatbook.examined import examine
from beatbook.mending import mend
from beatbook.refusal import Refusal
from transforms import taxonomy
from warehouse import query
from warehouse.backup import backup, restore
from warehouse.examining import TAGGED_AGAIN
from warehouse.home import Home
from warehouse.lake import Lake
from warehouse.ledger import LedgerLost
from warehouse.publish import publish


@pytest.fixture
def book(sound: Home, tmp_path: Path, monkeypatch) -> Home:
    """A copy of the sound book, published where it lies now."""
    home = copied(sound, tmp_path / "book")
    monkeypatch.setenv("BEATBOOK_HOME", str(home.root))
    return home


def found(home: Home) -> dict[str, str]:
    """Return all that is said of each file; of one that is damaged in two ways, both."""
    wrong = dict[str, str]()
    for finding in (finding for part in examine(home) for finding in part.findings):
        wrong[finding.name] = "; ".join(filter(None, [wrong.get(finding.name), finding.what]))
    return wrong


def first(folder: Path, pattern: str) -> Path:
    return sorted(folder.glob(pattern))[0]


def flip(path: Path) -> None:
    """Change a byte in each four thousand, the first of them behind the head."""
    path.chmod(0o644)
    content = bytearray(path.read_bytes())
    for place in range(min(5000, len(content) // 2), len(content), 4000):
        content[place] ^= 0x55
    path.write_bytes(bytes(content))


def cut(path: Path) -> None:
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def lake_file(home: Home, table: str = "articles") -> Path:
    return first(home.lake, f"{table}/month=*/*.parquet")


def snapshot(home: Home) -> Path:
    return home.warehouse.resolve()


def segment(home: Home, kind: str) -> Path:
    with query.open(home) as connection:
        found = connection.execute("select file from segments where kind = $kind", {"kind": kind})
        return home.segments / found.fetchall()[0][0]


def relink(home: Home, to: str) -> None:
    home.warehouse.unlink()
    home.warehouse.symlink_to(to)


def unpublish(home: Home) -> None:
    for path in (home.warehouse, *home.snapshots.iterdir()):
        path.unlink()


def dangle(home: Home) -> None:
    home.sites.mkdir()
    (home.sites / "current").symlink_to("none")


def orphans(home: Home) -> None:
    for name in ORPHANS:
        (home.root / name).parent.mkdir(exist_ok=True)
        (home.root / name).write_bytes(b"half")
        aged(home.root / name)


ORPHANS = (
    "lake/articles/month=2026-01/orphan.parquet",
    "segments/bodies-orphan.parquet",
    "snapshots/.warehouse-000001.duckdb.9-abc.part",
    f"archive/{DAY}/alpha-r9.warc.gz.part",
)
SOME = {  # what breaks it, whose name is told, and what is said
    "a file of the lake is gone": (lambda home: lake_file(home).unlink(), "lake/articles/", "is missing"),
    "one has a flipped byte": (
        lambda home: flip(lake_file(home, "fetches")),
        "lake/fetches/",
        "its sum differs",
    ),
    "one is cut short": (lambda home: cut(lake_file(home, "mentions")), "lake/mentions/", "the ledger says"),
    "a segment is gone": (lambda home: segment(home, "bodies").unlink(), "segments/bodies-", "is missing"),
    "one has flipped bytes": (
        lambda home: flip(segment(home, "postings")),
        "segments/post",
        "its sum differs",
    ),
    "the frontier is noise": (
        lambda home: home.frontier.write_bytes(b"noise" * 1000),
        "frontier",
        "cannot be",
    ),
    "an index is gone": (
        lambda home: first(home.archive, "*/alpha*.cdxj").unlink(),
        "archive/",
        "is missing",
    ),
    "an index is noise": (
        lambda home: first(home.archive, "*/beta*.cdxj").write_text("noise\n"),
        "archive/",
        "cannot be read",
    ),
    "the site dangles": (dangle, "site/current", "not there"),
    "the link is gone": (lambda home: home.warehouse.unlink(), "warehouse.duckdb", "there are snapshots"),
    "orphans": (orphans, ORPHANS[0], "older than a day"),
}
OTHERS = {
    "the ledger is gone": (
        lambda home: [path.unlink() for path in home.lake.glob("ledger.sqlite*")],
        "lake/ledger",
        "is missing",
    ),
    "the snapshot is cut short": (lambda home: cut(snapshot(home)), "snapshots/", "cannot be read"),
}
ALONE = {
    "the ledger is noise": (
        lambda home: (home.lake / "ledger.sqlite").write_bytes(b"noise" * 1000),
        "lake/ledger",
        "cannot be read",
    ),
    "the snapshot is gone": (lambda home: snapshot(home).unlink(), "warehouse.duckdb", "which is not there"),
    "the snapshot has flipped bytes": (lambda home: flip(snapshot(home)), "snapshots/", "cannot be read"),
    "nothing is published": (unpublish, "warehouse.duckdb", "is published; run `beatbook publish`"),
    "the link dangles": (lambda home: relink(home, "snapshots/none"), "warehouse.duckdb", "is not there"),
    "the link leads out": (
        lambda home: relink(home, str(Path(duckdb.__file__).resolve())),
        "warehouse.duckdb",
        "leads out of",
    ),
    "the lake has other words": (
        lambda home: change(snapshot(home)),
        "snapshots/",
        "1 articles are not as the lake has them",
    ),
}
LOST = {
    "a WARC file is gone": (
        lambda home: first(home.archive, "*/alpha*.warc.gz").unlink(),
        "archive/",
        "is missing",
    ),
    "one has flipped bytes": (
        lambda home: flip(first(home.archive, "*/beta*.warc.gz")),
        "archive/",
        "is damaged",
    ),
}


def change(path: Path) -> None:
    path.chmod(0o644)
    with duckdb.connect(str(path)) as connection:
        connection.execute(
            "update articles set headline = 'Other' where article_id = (select min(article_id) from articles)"
        )


def break_it(home: Home, harms) -> None:
    for harm, _, _ in harms.values():
        harm(home)


def unnamed(home: Home, harms) -> list[str]:
    """Return the harms that the doctor does not name."""
    wrong = found(home)
    return [
        harm
        for harm, (_, name, what) in harms.items()
        if not any(each.startswith(name) and what in said for each, said in wrong.items())
    ]


def texts(home: Home) -> list[tuple[str, str]]:
    with query.open(home) as connection:
        return connection.execute("select article_id, body from article_texts order by all").fetchall()


def test_a_sound_book_is_well_and_says_so(book, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["doctor"])
    assert ended.value.code == 0
    assert "pages of articles      6 articles" in capsys.readouterr().out
    (book.root / forgetting.PENDING).write_text("{}")
    with pytest.raises(SystemExit) as ended:
        main(["doctor"])
    assert ended.value.code == 1
    assert "`beatbook forget` goes on with it" in capsys.readouterr().err


@pytest.mark.parametrize("harms", [SOME, OTHERS], ids=["files", "ledger and snapshot"])
def test_what_can_be_made_again_is_named_and_healed(book, harms):
    before = texts(book)
    break_it(book, harms)
    assert unnamed(book, harms) == []
    mend(book, examine(book), lambda done: None)
    assert found(book) == {}
    assert texts(book) == before
    assert (book.root / "damaged").is_dir()


def topics(home: Home) -> list[tuple[str]]:
    with query.open(home) as connection:
        return connection.execute("select topic from article_topics order by all").fetchall()


def test_topics_found_by_later_rules_are_found_again(book, tmp_path, monkeypatch):
    monkeypatch.setenv("BEATBOOK_TOPICS", str(rules(tmp_path / "rules", "council agrees")))
    retagging.retag(Lake(book.lake), taxonomy.load(more=os.environ["BEATBOOK_TOPICS"]))
    publish(book)
    before = topics(book)
    assert ("council-agrees",) in before
    [file] = [
        each.path
        for each in Lake(book.lake).live()
        if each.table == "article_topics" and TAGGED_AGAIN.match(each.batch_id)
    ]
    flip(file)
    assert "its sum differs" in found(book)[file.relative_to(book.root).as_posix()]
    mend(book, examine(book), lambda done: None)
    assert found(book) == {}
    assert topics(book) == before


@pytest.mark.parametrize("harm", ALONE)
def test_each_harm_is_named(book, harm):
    break_it(book, {harm: ALONE[harm]})
    assert unnamed(book, {harm: ALONE[harm]}) == [], found(book)


def test_what_cannot_be_made_again_is_named_and_left_alone(book):
    break_it(book, LOST)
    assert unnamed(book, LOST) == [], found(book)
    wrong = found(book)
    assert sum("its page is not in the archive" in what for what in wrong.values()) >= 3
    listed = {path: path.lstat().st_mtime_ns for path in book.archive.rglob("*") if path.is_file()}
    mend(book, examine(book), lambda done: None)
    assert {path: path.lstat().st_mtime_ns for path in book.archive.rglob("*") if path.is_file()} == listed
    assert found(book) == wrong


def test_what_is_younger_than_a_day_is_left_alone(book):
    young = book.lake / "articles" / "month=2026-01" / "young.parquet"
    young.parent.mkdir()
    young.write_bytes(b"being written")
    assert found(book) == {}


def test_a_day_whose_outlets_nobody_knows_is_not_refined(book, monkeypatch):
    lake_file(book).unlink()
    monkeypatch.delenv("BEATBOOK_CATALOGUE")
    with pytest.raises(Refusal, match="The catalogue does not have alpha, beta"):
        mend(book, examine(book), lambda done: None)
    assert lake_file(book, "fetches").exists()


def test_a_lake_without_its_ledger_is_not_taken_for_an_empty_one(book):
    for path in book.lake.glob("ledger.sqlite*"):
        path.unlink()
    with pytest.raises(LedgerLost, match="run `beatbook doctor`"):
        Lake(book.lake)


def test_what_was_backed_up_and_restored_is_well(sound, tmp_path):
    backup(sound, tmp_path / "kept")
    home = Home(tmp_path / "again")
    restore(tmp_path / "kept", home)
    assert found(home) == {}
    assert texts(home) == texts(sound)
    assert len(list(home.archive.rglob("*"))) == len(list(sound.archive.rglob("*")))
