"""A small published book, and the command line as a process of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from small_book import small_book

from warehouse.home import Home

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def book(tmp_path_factory) -> Home:
    return small_book(Home(tmp_path_factory.mktemp("book")))


@pytest.fixture
def beatbook(book) -> Run:
    """Return a function that runs the command on the small book, or in another environment."""

    def run(*words: str, home: Path = book.root, **more: str) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "BEATBOOK_HOME": str(home), "COLUMNS": "100", **more}
        command = [sys.executable, "-c", "from beatbook.cli import main; main()", *words]
        return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)

    return run


@pytest.fixture
def answer(book, monkeypatch, capfd) -> Callable[..., str]:
    """Return a function that runs the command in this process and returns its answer, or its refusal."""
    from beatbook import cli, screen

    monkeypatch.setenv("COLUMNS", "100")

    def run(*words: str, code: int = 0, home: Path = book.root) -> str:
        monkeypatch.setenv("BEATBOOK_HOME", str(home))
        screen.out.cache_clear()
        screen.err.cache_clear()
        with pytest.raises(SystemExit) as ended:
            cli.main(words)
        written = capfd.readouterr()
        assert ended.value.code == code, written.err
        assert not (code and written.out), "a refusal leaves stdout empty"
        return written.err if code else written.out

    return run
