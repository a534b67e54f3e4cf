"""Pages that others carry are had as they were marked, or not at all; truth is told by numbers of blocks."""

import hashlib
import json
from pathlib import Path

import pytest

from benchmarks.evaluate import scored
from benchmarks.published_pages import NotFetched, fetched, truth
from benchmarks.readers import Seen
from benchmarks.saved_pages import saved_pages

PAGE = (
    b"<h1>Two held</h1><h2>Police act</h2><p>Two men were held on Monday.</p>"
    b"<p>Share this</p><p>They live in Leeds.</p>"
)
MARKED = {"name": "echo", "headline": 0, "body": "2 4", "may": "1", "authors": ["Ann Other"]}


def npm(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    (folder / "npm").write_text(f"#!/bin/sh\n{script}\n")
    (folder / "npm").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")


def test_a_package_is_taken_only_if_it_is_the_file_that_was_marked(tmp_path, monkeypatch):
    npm(tmp_path, monkeypatch, "printf pages > echo-1.0.0.tgz")
    package = {"name": "echo", "version": "1.0.0", "sha256": hashlib.sha256(b"pages").hexdigest()}
    assert fetched(package, tmp_path / "first").read_bytes() == b"pages"
    with pytest.raises(NotFetched, match=r"echo 1\.0\.0 is not the file that was marked"):
        fetched(package | {"sha256": "0" * 64}, tmp_path / "second")


def test_what_npm_says_is_told(tmp_path, monkeypatch):
    npm(tmp_path, monkeypatch, "echo 'no such package' >&2; exit 1")
    with pytest.raises(NotFetched, match="did not come: no such package"):
        fetched({"name": "echo", "version": "1.0.0", "sha256": ""}, tmp_path / "first")


def test_without_npm_it_says_what_is_missing(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NotFetched, match="fetched by npm, which does not start"):
        fetched({"name": "echo", "version": "1.0.0", "sha256": ""}, tmp_path / "first")


@pytest.mark.parametrize(
    ("found", "is_exact"),
    [
        (["Two men were held on Monday.", "They live in Leeds."], True),
        (["Police act", "Two men were held on Monday.", "They live in Leeds."], True),
        (["Two men were held on Monday.", "Share this", "They live in Leeds."], False),
    ],
    ids=["the body", "with what may be there", "with what may not"],
)
def test_what_careful_readers_differ_on_counts_neither_way(tmp_path, found, is_exact):
    (tmp_path / "echo.html").write_bytes(PAGE)
    (tmp_path / "echo.json").write_text(json.dumps(truth(MARKED, PAGE)))
    [page] = saved_pages(tmp_path)
    assert page.paragraphs == ("Two men were held on Monday.", "They live in Leeds.")
    score = scored(page, Seen(page.headline, ("Ann Other",), None, tuple(found)))
    assert (score.headline, score.authors) == (1.0, 1.0)
    assert (bool(score.exact), score.precision == 1.0) == (is_exact, is_exact)
