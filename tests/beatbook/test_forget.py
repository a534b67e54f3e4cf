"""What is forgotten is nowhere any more, stays away, and everything else is as it was."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
import refining
from kept_book import DAY, copied, crawl
from village import village
from warcio.checker import Checker

import forgotten
from beatbook import forgetting
from beatbook.cli import main
from beatbook.examined import examine
from forgotten.wording import Needles, words
from spiders.takes import takes
from transforms.schemas import REPEATS
from warehouse import durable, query, scanning
from warehouse.home import Home
from warehouse.lake import Lake

POLICE = "Police stop and search powers queried 1"
SAID = "Officers carried out a stop and search near the station"


@pytest.fixture
def book(sound: Home, tmp_path: Path, monkeypatch) -> Home:
    home = copied(sound, tmp_path / "book")
    monkeypatch.setenv("BEATBOOK_HOME", str(home.root))
    return home


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["forget", *arguments])
    return ended.value.code


def ask(home: Home, question: str) -> list[tuple]:
    with query.open(home) as connection:
        return connection.execute(question).fetchall()


def address(home: Home, outlet: str = "alpha", headline: str = POLICE) -> str:
    [(url,)] = ask(home, f"select url from articles where outlet = '{outlet}' and headline = '{headline}'")  # noqa: S608
    return url


def well(home: Home) -> bool:
    return not [finding for part in examine(home) for finding in part.findings]


def says(home: Home, *runs: str) -> set[str]:
    """Return the files that say it, looked for apart from the command's own scan."""
    needles = Needles(runs)
    files = [path for path in home.root.rglob("*") if path.is_file() and not path.is_symlink()]
    return {path.name for path in files if any(needles.found_in(piece) for piece in scanning.pieces(path))}


def test_a_page_goes_everywhere_and_nothing_else_does(book, capsys):
    url, others = address(book), ask(book, "select article_id, headline from articles where outlet = 'beta'")
    lines = len(next(iter(takes(book.archive, DAY))).ledger)
    assert run(url) == 0
    assert "nothing says any of it" in " ".join(capsys.readouterr().out.split())
    assert ask(book, "select count(*) from articles where outlet = 'alpha'") == [(2,)]
    assert ask(book, "select article_id, headline from articles where outlet = 'beta'") == others
    assert ask(book, "select outcome, count(*) from fetches where article_id is null and kind = 'article' "
                     "and outcome = 'forgotten' group by all") == [("forgotten", 1)]  # fmt: skip
    assert len(next(iter(takes(book.archive, DAY))).ledger) == lines
    assert well(book)
    assert url not in (book.root / forgotten.FILE).read_text()
    assert not (book.root / forgetting.PENDING).exists()
    files = [str(path) for path in book.archive.rglob("*.warc.gz")]
    assert Checker(type("Command", (), {"inputs": files, "verbose": False})()).process_all() == 0


def test_of_a_digest_that_told_of_it_only_its_days_stay(book):
    url = address(book)
    [article_id] = [row[0] for row in ask(book, "select article_id, url from articles") if row[1] == url]
    told, quiet = book.digests / "2026-11-01", book.digests / "2026-11-02"
    for folder, says in ((told, article_id), (quiet, "a quiet day")):
        folder.mkdir(parents=True)
        for name in ("digest.html", "digest.txt"):
            (folder / name).write_text(says)
        (folder / "digest.json").write_text(json.dumps({"window": {"day": folder.name}, "lines": [says]}))
    assert run(url) == 0
    assert [path.name for path in told.iterdir()] == ["digest.json"]
    assert json.loads((told / "digest.json").read_text()) == {"window": {"day": "2026-11-01"}}
    assert len(list(quiet.iterdir())) == 3


def test_the_same_words_in_another_outlet_s_copy_stay(book):
    """Both outlets of the village print the same text: what is not the page's alone is not looked for."""
    assert run(address(book)) == 0
    assert ask(book, f"select count(*) from article_texts where contains(body, '{SAID}')") == [(1,)]  # noqa: S608


@pytest.mark.parametrize(("whose", "is_looked_for"), [("beta", False), ("alpha", True)])
def test_a_line_that_an_outlet_which_stays_repeats_under_its_articles_stays(book, whose, is_looked_for):
    """Articles are kept without such lines, so none of those that stay says it."""
    [line, *_] = forgetting.planned(book, None, None, "alpha").runs
    repeated = pa.Table.from_pylist([{"outlet": whose, "line": line, "articles": 3}], schema=REPEATS)
    Lake(book.lake).commit("repeated", {"repeats": repeated}, day=DAY)
    assert (line in forgetting.planned(book, None, None, "alpha").runs) == is_looked_for
    assert run("--outlet", "alpha") == 0


@pytest.mark.parametrize(
    "asked", [("nonsense",), ("alpha.test/news/1",), ("--outlet", "alhpa"), ("--person", "Lee")]
)
def test_what_can_only_be_a_slip_is_refused_and_nothing_changes(book, asked, capsys):
    before = sorted(path.name for path in book.snapshots.iterdir())
    assert run(*asked) == 2
    assert sorted(path.name for path in book.snapshots.iterdir()) == before
    assert not (book.root / forgotten.FILE).exists()
    assert "beatbook" in capsys.readouterr().err


def test_what_no_article_says_is_told_apart(book, capsys):
    assert run("--person", "Nobody Atall", "--dry-run") == 0
    assert "0 articles would be" in capsys.readouterr().out
    assert run("--person", "Nobody Atall") == 0
    assert "look at the spelling" in " ".join(capsys.readouterr().err.split())


@pytest.mark.parametrize(
    "values",
    [
        ["“It did exist,”", "“and it shows all.”"],
        ["risen in a year", "“We had calls”"],
        ["It rose by a fifth.", "We had calls all night"],
    ],
)
def test_values_that_duckdb_lays_side_by_side_are_no_text(tmp_path, values):
    """Two outlets' quotations, one behind the other in the file, are not what a third wrote on end."""
    path = tmp_path / "laid.duckdb"
    with duckdb.connect(str(path)) as con:
        con.execute("create table t as select unnest($values) as said", {"values": values[::-1]})
    laid, run = "".join(values).encode(), words(" ".join(values))
    assert laid in path.read_bytes()
    assert not any(Needles([run]).found_in(piece) for piece in scanning.pieces(path))
    assert any(Needles([words(values[1])]).found_in(piece) for piece in scanning.pieces(path))


def test_an_outlet_goes_whole_and_is_not_crawled_again(book):
    assert run("--outlet", "alpha") == 0
    assert ask(book, "select count(*), min(outlet)::varchar from articles") == [(3, "beta")]
    assert {take.outlet for take in takes(book.archive, DAY)} == {"beta"}
    assert not list(book.archive.rglob("alpha-*"))
    assert well(book)
    assert forgotten.load(book.root).holds_outlet("alpha")


def test_a_person_s_articles_go_and_the_name_is_nowhere(book):
    assert says(book, "parents asked")
    assert run("--person", "Parents Asked") == 0
    assert says(book, "parents asked") == set()
    assert ask(book, "select count(*) from articles") == [(4,)]
    assert well(book)


def test_refining_the_day_again_brings_nothing_back(book):
    run("--outlet", "beta")
    run(address(book))
    before = set(Lake(book.lake).read("articles")["article_id"].to_pylist())
    assert len(before) == 2
    refined = refining.tables(takes(book.archive, DAY))
    assert set(refined["articles"]["article_id"].to_pylist()) <= before


def test_a_crawl_keeps_nothing_of_what_was_forgotten(book, tmp_path, monkeypatch):
    """Neither the page, nor one that names the person, nor the feed that lists the page, nor an address."""
    url = address(book, headline="Council agrees to mend the bridge 0")
    forgotten.bury(book.root, [("person", "Parents Asked"), ("page", url)])
    for path in (*book.root.glob("frontier.sqlite*"), *book.archive.rglob("*.*")):
        path.unlink()
    with village(tmp_path / "again", ("alpha",), pages=3) as press:
        for name, value in press.environment.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setenv("BEATBOOK_HOME", str(book.root))
        crawl("alpha", run_id="second")
    [taken] = takes(book.archive, DAY)
    assert taken.outcomes == {"fetched": 1, "forgotten": 2, "gone": 1}
    assert len([fetch for fetch in taken.ledger if fetch.url.startswith("forgotten:")]) == 2
    told = Needles(["parents asked", "council agrees to mend the bridge 0", words(url)])
    files = [path for path in book.archive.rglob("*") if path.is_file()]
    assert len(files) == 4
    assert [path for path in files for piece in scanning.pieces(path) if told.found_in(piece)] == []


def test_a_dry_run_changes_nothing(book, capsys):
    listed = {path: path.lstat().st_mtime_ns for path in book.root.rglob("*") if path.is_file()}
    assert run(address(book), "--dry-run") == 0
    said = capsys.readouterr().out
    assert "1 article would be forgotten" in said
    assert "1 row of articles" in said
    after = {path: path.lstat().st_mtime_ns for path in book.root.rglob("*") if path.is_file()}
    assert {p.name for p in after.keys() ^ listed.keys()} <= {"ledger.sqlite-wal", "ledger.sqlite-shm"}
    assert all(after[path] == at for path, at in listed.items() if "sqlite" not in path.name)


def test_killed_at_any_moment_the_next_run_ends_it(book):
    """Killed three times, later each time; then it goes on without being told what to forget."""
    url = address(book)
    for seconds in (1.0, 2.0, 3.2):
        begun = (book.root / forgetting.PENDING).exists()
        command = [
            sys.executable,
            "-c",
            "from beatbook.cli import main; main()",
            "forget",
            *(() if begun else (url,)),
        ]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert ask(book, "select count(*) from articles") in ([(6,)], [(5,)])  # it opens at every moment
        if (book.root / forgotten.FILE).exists() and not (book.root / forgetting.PENDING).exists():
            break
    if (book.root / forgetting.PENDING).exists():
        assert run() == 0
    elif not (book.root / forgotten.FILE).exists():
        assert run(url) == 0
    assert ask(book, "select count(*) from articles") == [(5,)]
    assert well(book)


def test_what_names_nothing_is_refused(book, capsys):
    assert run() == 2
    assert run("--person", "Smith") == 2
    assert run("https://a.example/1", "--outlet", "alpha") == 2
    assert not (book.root / forgotten.FILE).exists()


def test_a_file_of_tombstones_that_cannot_be_read_stops_everything(book):
    (book.root / forgotten.FILE).write_text(json.dumps({"no": "key"}) + "\n")
    with pytest.raises(ValueError, match="restore it from a backup"):
        takes(book.archive, DAY)


def test_it_waits_for_no_run_but_says_that_one_is_under_way(book):
    book.airflow.mkdir()
    with durable.alone(book.airflow / "lock"):
        assert run(address(book)) == 1
    assert not (book.root / forgotten.FILE).exists()
