"""Reads pages that somebody saved: HTML, gzipped HTML, or plain text, one file or a folder of them."""

import gzip
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

from beatbook.refusal import Refusal

SUFFIXES = (".html", ".htm", ".html.gz", ".htm.gz", ".txt")
LARGEST = 32 * 1024 * 1024  # bytes after decompression; the longest live blogs are under 5 MB


@dataclass(frozen=True)
class SavedPage:
    """One page as it lay on disk, decompressed."""

    name: str  # as given, or below the folder given
    content: bytes

    @property
    def is_plain(self) -> bool:
        """Whether the page is text with a headline line, rather than HTML."""
        return self.name.lower().endswith(".txt")

    @property
    def placeholder(self) -> str:
        """An address for a page that names none."""
        return f"file:///{quote(self.name)}"


def pages(path: Path) -> list[SavedPage]:
    """Return the page at a path, or all pages of a folder and its subfolders, by name."""
    if path.is_dir():
        files = sorted(file for file in path.rglob("*") if file.is_file() and _is_page(file))
        if not files:
            raise Refusal(f"{path} holds no page: expected files that end in {', '.join(SUFFIXES)}.")
        return [SavedPage(file.relative_to(path).as_posix(), _content(file)) for file in files]
    if not path.exists():
        raise Refusal(f"{path}: no such file or folder.")
    if not _is_page(path):
        raise Refusal(f"{path.name} is no saved page: expected a name that ends in {', '.join(SUFFIXES)}.")
    return [SavedPage(path.name, _content(path))]


def address(page: SavedPage) -> str:
    """Return what the page says its own address is (canonical link, og:url), else its placeholder."""
    from transforms.page import read_page

    read = read_page(page.content, page.placeholder)
    stated = (*read.links.get("canonical", ()), *read.meta.get("og:url", ())) if read else ()
    return next((address for address in stated if _is_web(address)), page.placeholder)


def _is_page(path: Path) -> bool:
    return path.name.lower().endswith(SUFFIXES)


def _is_web(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _content(path: Path) -> bytes:
    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except (OSError, EOFError) as problem:
        raise Refusal(f"{path} cannot be read: {problem}.") from problem
    if len(content) > LARGEST:
        raise Refusal(f"{path} is larger than {LARGEST // 2**20} MB, too large for a page.")
    return content
