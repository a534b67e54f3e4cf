"""Texts whose time is over are nowhere at rest any more but in the archive, and every figure is as it was."""

import datetime as dt
import os
import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
import refining
import relating
from day import Refused
from kept_book import DAY, copied

from beatbook import retagging
from beatbook.cli import main
from beatbook.examined import examine
from forgotten.wording import Needles, words
from spiders import retention
from transforms import taxonomy
from warehouse import ageing, keeping, query, scanning, taggings
from warehouse.home import Home
from warehouse.keeping import Texts
from warehouse.lake import Lake
from warehouse.publish import publish

LATE = DAY + dt.timedelta(days=40)
SAID = "Officers carried out a stop and search near the station"
FIGURES = (
    "select article_id, headline, words, day, url from articles",
    "select * exclude (version) from article_topics",
    "from article_entities",
    "select article_id, kind, tag, field, start, \"end\", rule from mentions",
    "select article_id, position, start, \"end\", words, role, speaker_name from voices",
    "select article_id, score, is_on_beat from relevance",
    "from copies",
    "select article_id, nth, content, words from versions",
    "from texts",
    "select * from trend('stop-and-search')",
)  # fmt: skip


@pytest.fixture
def book(sound: Home, tmp_path: Path, monkeypatch) -> Home:
    home = copied(sound, tmp_path / "book")
    monkeypatch.setenv("BEATBOOK_HOME", str(home.root))
    rule(home, "keep_text_days = 30\nsnapshots = 1\n")
    return home


def rule(home: Home, said: str) -> None:
    (home.root / keeping.FILE).write_text(said)


def ask(home: Home, question: str) -> list[tuple]:
    with query.open(home) as connection:
        return connection.execute(question).fetchall()


def figures(home: Home) -> dict[str, list[str]]:
    return {question: sorted(map(str, ask(home, question))) for question in FIGURES}


def says(home: Home, *runs: str) -> set[str]:
    """Return the folders of lake, segments and snapshots that hold a file with the words."""
    needles = Needles([words(run) for run in runs])
    files = [path for part in (home.lake, home.segments, home.snapshots) for path in part.rglob("*")]
    return {
        path.relative_to(home.root).parts[0]
        for path in files
        if path.is_file() and any(needles.found_in(piece) for piece in scanning.pieces(path))
    }


def findings(home: Home) -> list[str]:
    return [finding.what for part in examine(home) for finding in part.findings]


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main([*arguments])
    return ended.value.code or 0


def late(monkeypatch) -> None:
    """Let it be a later day for the rule."""
    clock = SimpleNamespace(now=lambda zone: dt.datetime.combine(LATE, dt.time(12), zone))
    monkeypatch.setattr(ageing, "datetime", clock)


def test_texts_go_from_everything_at_rest_and_figures_stay(book):
    before = figures(book)
    assert says(book, SAID) == {"lake", "segments"}
    assert [(each.outlet, each.articles) for each in ageing.age(book, LATE)] == [("alpha", 3), ("beta", 3)]
    assert not publish(book).unchanged
    assert figures(book) == before
    assert says(book, SAID) == set()
    assert ask(book, "select distinct text_kept_days, standfirst from articles") == [(30, None)]
    assert ask(book, "select sum(length(body)) from bodies") == [(0,)]
    assert ask(book, "select count(*) from mentions where field = 'headline' and text = ''") == [(0,)]
    assert ask(book, "select count(*) from mentions where field = 'body' and text <> ''") == [(0,)]
    assert findings(book) == []


def test_doing_it_again_changes_nothing_and_a_dry_run_never_does(book):
    live = Lake(book.lake).live()
    told = ageing.age(book, LATE, dry=True)
    assert [each.keep_text_days for each in told] == [30, 30]
    assert Lake(book.lake).live() == live
    assert says(book, SAID) >= {"lake"}
    assert ageing.age(book, LATE) == told
    emptied = Lake(book.lake).live()
    assert [file.committed for file in emptied] == [file.committed for file in live]
    assert ageing.age(book, LATE + dt.timedelta(days=9)) == []
    assert Lake(book.lake).live() == emptied


def test_an_outlet_may_have_a_time_of_its_own(book):
    rule(book, "[outlets]\nalpha = { keep_text_days = 30 }\n")
    assert [each.outlet for each in ageing.age(book, LATE)] == ["alpha"]
    publish(book)
    held = (
        "select outlet::varchar, count(*) filter (length(body) > 0) from article_texts group by 1 order by 1"
    )
    assert ask(book, held) == [("alpha", 0), ("beta", 3)]
    assert ageing.age(book, DAY + dt.timedelta(days=30)) == [], "on its last day a text is kept"


def test_search_article_and_evidence_say_that_the_time_is_over(book, capsys):
    ageing.age(book, LATE)
    publish(book)
    [(article_id,)] = ask(book, "select article_id from articles where outlet = 'alpha' order by 1 limit 1")
    assert {row[0] for row in ask(book, "select snippet from search('police')")} == {
        "the text was kept for 30 days"
    }
    assert ask(book, "select count(*) from search('carried')") == [(0,)], "no word of the text is found"
    evidence = ask(book, f"select distinct text_kept_days from evidence('{article_id}')")  # noqa: S608
    assert evidence == [(30,)]
    assert run("article", article_id) == 0
    assert "The text was kept for 30 days." in capsys.readouterr().out
    assert run("article", article_id, "--format", "json") == 0
    assert '"text_kept_days": 30' in capsys.readouterr().out


def test_refining_the_day_again_is_refused_while_the_rule_stands(book, monkeypatch):
    ageing.age(book, LATE)
    late(monkeypatch)
    version, copies = Lake(book.lake).version, Lake(book.lake).batches("copies")
    assert copies == [f"relate:{DAY}"]
    with pytest.raises(Refused, match="would bring them back"):
        refining.commit(DAY)
    assert Lake(book.lake).version == version
    relating.relate(DAY - dt.timedelta(days=3))  # as after a day that was never read is read late
    assert Lake(book.lake).batches("copies") == copies
    rule(book, "keep_text_days = 400\n")
    assert refining.commit(DAY) > version
    assert says(book, SAID) >= {"lake"}


def test_tagging_again_keeps_the_tags_of_a_text_that_is_gone(book, monkeypatch):
    ageing.age(book, LATE)
    lake, known = Lake(book.lake), taxonomy.load()
    before = ask(book, "select article_id, topic::varchar, hits from article_topics order by all")
    assert before
    other = SimpleNamespace(version="f" * 12, table=known.table)
    found = retagging.tags(iter(()), known)
    [due] = taggings.taggings(lake)
    kept = taggings.kept(lake, due, found["topics"]["topic"].to_pylist())
    taggings.commit(lake, due, other.version, {**found, **kept})
    publish(book)
    assert ask(book, "select article_id, topic::varchar, hits from article_topics order by all") == before
    assert taggings.articles(due).num_rows == 0
    assert says(book, SAID) == set()


def test_a_kill_leaves_whole_days_and_the_next_run_does_the_rest(book):
    code = f"""
import os, signal, datetime as dt
from pathlib import Path
from warehouse import ageing, rewriting
from warehouse.home import Home
if {{when!r}} == "before":
    ageing.relist = lambda *given: os.kill(os.getpid(), signal.SIGKILL)
else:
    Path.unlink = lambda *given, **more: os.kill(os.getpid(), signal.SIGKILL)
ageing.age(Home(Path({str(book.root)!r})), dt.date.fromisoformat("{LATE}"))
"""
    before = figures(book)
    for when in ("before", "after"):
        done = subprocess.run([sys.executable, "-c", code.format(when=when)], env=os.environ)
        assert done.returncode == -signal.SIGKILL
        assert all(file.path.exists() for file in Lake(book.lake).live())
        assert Lake(book.lake).read("articles").num_rows == 6
    ageing.age(book, LATE)
    publish(book)
    assert figures(book) == before
    assert says(book, SAID) == set()
    assert findings(book) == []


def test_the_command_says_what_goes_and_needs_a_rule(book, capsys):
    rule(book, "keep_text_days = 30\n")
    assert run("archive", "prune") == 0
    assert "No text's time is over" in capsys.readouterr().err
    rule(book, "")
    assert run("archive", "prune") == 2
    assert "keep_text_days" in " ".join(capsys.readouterr().err.split())


@pytest.mark.parametrize(
    ("said", "rules"),
    [
        ("", Texts()),
        ("keep_text_days = 0\n", Texts()),
        ("keep_text_days = 90\n[outlets]\necho = 30\n", Texts(90)),
        ("keep_text_days = 90\n[outlets]\necho = { keep_text_days = 0 }\n", Texts(90, {"echo": None})),
        ("[outlets]\necho = { keep_days = 3, keep_text_days = 7 }\n", Texts(None, {"echo": 7})),
    ],
)
def test_rules_for_texts_and_pages_stand_in_one_file(tmp_path, said, rules):
    (tmp_path / keeping.FILE).write_text(said)
    assert keeping.texts(tmp_path) == rules
    pages = retention.load(tmp_path / keeping.FILE)
    assert pages.days("echo") == (30 if "echo = 30" in said else 3 if "keep_days = 3" in said else None)


@pytest.mark.parametrize("said", ["keep_text_days = -1\n", "[outlets]\necho = { keep_text_days = 'x' }\n"])
def test_a_rule_that_is_none_is_refused(tmp_path, said):
    (tmp_path / keeping.FILE).write_text(said)
    with pytest.raises(keeping.KeepingError, match="number of days"):
        keeping.texts(tmp_path)


def test_an_outlet_has_no_other_fields(tmp_path):
    (tmp_path / keeping.FILE).write_text("[outlets]\necho = { keep_texts = 3 }\n")
    with pytest.raises(retention.RetentionError, match="keep_text_days"):
        retention.load(tmp_path / keeping.FILE)
