"""A small published book, and the command line as a process of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from browsing import Browser, address, driven
from kept_book import whole_book
from press_book import press_book
from small_book import small_book

from beatbook.book import opened
from beatbook.site import build
from beatbook.site.contents import contents
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
        run.said = written.err
        return written.err if code else written.out

    return run


@pytest.fixture(scope="session")
def kept(tmp_path_factory) -> tuple[Home, dict[str, str]]:
    """A village's day as a whole book, from the archive to a snapshot, and the environment that knows it."""
    with pytest.MonkeyPatch.context() as patch:
        home = whole_book(tmp_path_factory.mktemp("sound"), patch)
        known = {name: os.environ[name] for name in ("BEATBOOK_CATALOGUE", "BEATBOOK_RETRY_SECONDS")}
    return home, known


@pytest.fixture
def sound(kept, monkeypatch) -> Home:
    """That book, while the environment knows its outlets; not to be changed."""
    home, known = kept
    for name, value in known.items():
        monkeypatch.setenv(name, value)
    return home


@pytest.fixture(scope="session")
def press_home(tmp_path_factory) -> Home:
    return press_book(Home(tmp_path_factory.mktemp("press")))


@pytest.fixture(scope="session")
def press(press_home):
    """The press's book, open."""
    with opened(press_home, quiet=True) as book:
        yield book


@pytest.fixture(scope="session")
def press_shards(press):
    return dict(contents(press))


@pytest.fixture(scope="session")
def press_site(press, tmp_path_factory) -> Path:
    """The press's site, as it is shared."""
    return build.write(press, tmp_path_factory.mktemp("shared") / "site").folder


@pytest.fixture(scope="session")
def browser():
    driver = driven()
    yield Browser(driver)
    driver.quit()


@pytest.fixture
def at(browser, press_site):
    """Return a function that opens a page of the site on disk, on a desk or as wide as is said."""

    def opened(page: str, state: str = "", width: int = 1280) -> Browser:
        browser.look(width)
        browser.open(address(press_site, page, state))
        return browser

    return opened
