"""Builds the site of the snapshot that is published now, in a dated folder that never changes again."""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Any

from beatbook.digest import feeds
from beatbook.refusal import Refusal
from beatbook.site import contents, pages, shards
from warehouse import durable, keeping
from warehouse.home import Home

if TYPE_CHECKING:
    from beatbook.book import Book

KEEP_SITES = 7  # as snapshots are kept, so that a page that was cited can be looked up
CURRENT = "current"
MADE = "site.txt"  # written last: a folder that has it is a whole site of ours
FOLDER = Path(__file__).parent
Note = Callable[[Mapping[str, Any]], None]


@dataclass(frozen=True)
class Site:
    """A built site: its folder, how many files and bytes, and whether it was there already."""

    folder: Path
    files: int
    size: int
    unchanged: bool = False


def shelve(home: Home, note: Note = lambda event: None) -> Site:
    """Return the site of the home's snapshot, built beside the earlier ones; `current` leads to it.

    `note` is told the start of the stage `site`, each page as its making begins, and the end. Raises Refusal
    before anything was published.
    """
    note({"stage": "site", "event": "stage_started", "total": len(pages.PAGES)})
    try:
        built = _shelved(home, lambda page: note({"stage": "site", "event": "step", "name": page}))
    except Exception as problem:
        note({"stage": "site", "event": "stage_failed", "reason": str(problem)})
        raise
    note({"stage": "site", "event": "stage_done"})
    return built


def _shelved(home: Home, begin: contents.Begin) -> Site:
    from beatbook.book import opened

    home.sites.mkdir(parents=True, exist_ok=True)
    with opened(home, quiet=True) as book, durable.alone(home.sites / ".lock"):
        folder = home.sites / name(book)
        built = _measured(folder, unchanged=True) if (folder / MADE).exists() else _built(book, folder, begin)
        durable.link(home.sites / CURRENT, folder)
        _retire(home.sites, folder)
    return built


def write(book: "Book", folder: Path) -> Site:
    """Return the site of an open book, built into a folder that is empty, missing, or an older site.

    Raises Refusal for a folder that holds anything else.
    """
    if folder.exists() and any(folder.iterdir()) and not (folder / MADE).exists():
        raise Refusal(f"{folder} holds something else: name a new folder, or one that holds a site.")
    return _built(book, folder)


def name(book: "Book") -> str:
    """Return the name of the book's site: its day, its snapshot, and the program that draws it."""
    from warehouse import query

    cited = query.snapshot(book.connection)
    return f"{cited['built_at']:%Y-%m-%d}-{cited['version']}-{drawn_by()}"


@cache
def drawn_by() -> str:
    """Return a short hash of the program that makes sites; it changes when any file of it does."""
    hashed = sha256()
    for path in sorted(FOLDER.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            hashed.update(f"{path.relative_to(FOLDER)}\0".encode() + path.read_bytes())
    return hashed.hexdigest()[:8]


def _built(book: "Book", folder: Path, begin: contents.Begin = contents.unheard) -> Site:
    """Write the site beside its folder, then put it in its place, so that nobody opens half of one."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    part = folder.with_name(f".{folder.name}.{token_hex(4)}{durable.PART}")
    try:
        for shard, content in contents.contents(book, begin):
            _put(part / "data" / f"{shards.checked(shard)}.js", shards.script(shard, content))
        _put(part / "data" / "serving.js", shards.script("serving", None))
        for file, text in pages.pages(book):
            if Path(file).stem in contents.WITHOUT_DATA:
                begin(Path(file).stem)
            _put(part / file, text)
        for file, text in feeds.feeds(book):
            _put(part / feeds.FOLDER / file, text)
        shutil.copytree(FOLDER / "assets", part / "assets")
        _put(part / MADE, f"{book.as_of}\n")
        if folder.exists():
            shutil.rmtree(folder)
        part.replace(folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    durable.sync(folder.parent)
    return _measured(folder)


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _measured(folder: Path, *, unchanged: bool = False) -> Site:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return Site(folder, len(files), sum(path.stat().st_size for path in files), unchanged)


def _retire(sites: Path, current: Path) -> None:
    """Remove all but the last sites, and what a killed build left."""
    for path in sites.glob(f".*{durable.PART}"):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
    made = sorted(sites.glob(f"*/{MADE}"), key=lambda path: path.stat().st_mtime_ns)
    for path in [one.parent for one in made if one.parent.name != CURRENT][
        : -keeping.most(sites.parent, "sites", KEEP_SITES)
    ]:
        if path != current:
            shutil.rmtree(path)
