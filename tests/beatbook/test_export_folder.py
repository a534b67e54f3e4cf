"""The whole book in a folder: whole, checked by sums, described; and without texts, none of them in it."""

import csv
import hashlib
import json
import re
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import beatbook
from warehouse import sharing
from warehouse.bundle import FORMS, bundle

LEAST = 25  # characters of a sentence that is looked for


def rows_of(path: Path) -> list[dict[str, object]]:
    match path.suffix:
        case ".csv":
            with path.open(newline="", encoding="utf-8") as file:
                return list(csv.DictReader(file))
        case ".jsonl":
            return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return pq.read_table(path).to_pylist()


def words_in(value: object) -> list[str]:
    """Return every text that a value holds, however deep."""
    if isinstance(value, dict):
        return [text for each in value.values() for text in words_in(each)]
    if isinstance(value, list):
        return [text for each in value for text in words_in(each)]
    return [value] if isinstance(value, str) else []


@pytest.fixture(scope="module")
def written(press_home, tmp_path_factory) -> dict[tuple[str, bool], Path]:
    folder = tmp_path_factory.mktemp("exported")
    with beatbook.open(press_home.root) as book:
        return {
            (form, bare): bundle(
                book.connection, folder / f"{form}-{bare}", form, book.cite, without_text=bare
            ).folder
            for form in FORMS
            for bare in (False, True)
        }


@pytest.fixture(scope="module")
def bodies(press_home) -> list[str]:
    with beatbook.open(press_home.root) as book:
        return [row["body"] for row in book.sql("select body from article_texts").rows()]


@pytest.mark.parametrize("form", FORMS)
def test_every_file_is_in_the_sums_and_in_the_readme(written, press_home, form):
    folder = written[form, False]
    sums = dict(reversed(line.split("  ")) for line in (folder / "SHA256SUMS").read_text().splitlines())
    files = {path.name for path in folder.iterdir()} - {"SHA256SUMS"}
    assert sums == {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in files}
    told = (folder / "README.md").read_text()
    assert [name for name in files - {"README.md"} if f"`{name}`" not in told] == []
    assert "snapshot 000001-" in told
    assert str(press_home.root) not in "".join(words_in([rows_of(folder / f"snapshot.{form}")]))


def test_all_forms_hold_the_same_rows_as_the_book(written, press_home):
    with beatbook.open(press_home.root) as book:
        for table in ("articles", "voices", "coverage", "article_texts"):
            (count,) = book.sql(f"select count(*) as n from {table}").rows()[0].values()  # noqa: S608
            assert {len(rows_of(written[form, False] / f"{table}.{form}")) for form in FORMS} == {count}
            if table not in sharing.WITHHELD:
                assert {len(rows_of(written[form, True] / f"{table}.{form}")) for form in FORMS} == {count}


def test_a_formula_stays_a_text_in_a_spreadsheet(written):
    headlines = {row["headline"] for row in rows_of(written["csv", False] / "articles.csv")}
    assert any(text.startswith("'=HYPERLINK") for text in headlines)
    cells = [
        text for path in written["csv", False].glob("*.csv") for row in rows_of(path) for text in row.values()
    ]
    assert [text for text in cells if text and re.match(r"[=+@]|-[^\d]", text)] == []


@pytest.mark.parametrize("form", FORMS)
def test_no_body_no_sentence_and_no_long_quotation_leaves_without_text(written, bodies, form):
    folder = written[form, True]
    assert {path.stem for path in folder.glob(f"*.{form}")} & set(sharing.WITHHELD) == set()
    told = {path.stem: words_in(rows_of(path)) for path in folder.glob(f"*.{form}")}
    cells = [text for table, texts in told.items() if table not in sharing.OURS for text in texts]
    assert len(cells) > 100
    assert [text for text in cells if len(text) > sharing.LONGEST + 2 and "://" not in text] == []
    evidence = " ".join(
        text for table in ("voices", "voices_added", "mentions", "wording", "edits") for text in told[table]
    )
    sentences = {each for body in bodies for each in re.split(r"(?<=[.!?”])\s+", body) if len(each) >= LEAST}
    assert len(sentences) > 5
    everything = "\n".join(text for texts in told.values() for text in texts)
    found = {each for each in sentences if each in everything}
    assert {each for each in found if each not in evidence or len(each) > sharing.LONGEST} == set()


def test_a_scan_of_the_whole_export_finds_what_the_other_must_not_have(written, bodies):
    everything = "\n".join(words_in(rows_of(written["jsonl", False] / "article_texts.jsonl")))
    assert all(body in everything for body in bodies)


def test_an_export_is_whole_or_not_there(press_home, tmp_path, monkeypatch):
    def broken(*args: object) -> int:
        raise OSError("no space left")

    monkeypatch.setattr("warehouse.bundle.export", broken)
    with beatbook.open(press_home.root) as book, pytest.raises(beatbook.QuestionError, match="no space left"):
        bundle(book.connection, tmp_path / "new", "csv", book.cite)
    assert list(tmp_path.iterdir()) == []


def test_the_command_writes_it_and_refuses_what_it_cannot_do(answer, tmp_path, press_home):
    def run(*words: str, code: int = 0) -> str:
        return answer("export", *words, code=code, home=press_home.root)

    run("--to", f"{tmp_path}/out", "--format", "jsonl", "--without-text")
    assert "tables" in answer.said
    assert (tmp_path / "out" / "articles.jsonl").exists()
    assert "fictional" in (tmp_path / "out" / "README.md").read_text()
    run("articles", "--to", f"{tmp_path}/a.jsonl", "--without-text")
    assert len((tmp_path / "a.jsonl").read_text().splitlines()) > 10
    for words, told in {
        ("--to", f"{tmp_path}/out"): "new or empty",
        ("--to", f"{tmp_path}/new", "-f", "xls"): "choose one of parquet",
        ("--to", f"{tmp_path}/new.csv"): "--sql",
        ("article_texts", "--to", f"{tmp_path}/b.csv", "--without-text"): "not shared",
        ("--sql", "select 1", "--to", f"{tmp_path}/b.csv", "--without-text"): "whole tables",
        ("articles", "--sql", "select 1", "--to", f"{tmp_path}/b.csv"): "not both",
    }.items():
        assert told in run(*words, code=2)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.jsonl", "out"]
