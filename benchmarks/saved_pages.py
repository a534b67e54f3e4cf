"""Real pages with their truth, as they lie in a folder outside the repository."""

import gzip
import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.halves import side

REPOSITORY = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class SavedPage:
    """One page as served, and what is true of it."""

    name: str
    url: str
    html: bytes
    headline: str
    authors: frozenset[str] | None  # None: the truth does not say
    published_at: datetime | None
    paragraphs: tuple[str, ...]  # without the standfirst, which the truth keeps apart
    may: tuple[str, ...] = ()  # lines that careful readers differ on, or that are kept apart: found or not

    @property
    def is_held_out(self) -> bool:
        """Whether the page belongs to the half that nothing was tuned on: by its name's SHA-256."""
        return side(self.name) == 0


class NoPages(Exception):
    """Raised by `saved_pages` where there is nothing to measure on; says what to do."""


def folder(named: str | None = None) -> Path:
    """Return the folder as named, else BEATBOOK_PAGES, else `../shared/pages` by the repository."""
    chosen = named or os.environ.get("BEATBOOK_PAGES")
    return Path(chosen).expanduser() if chosen else REPOSITORY.parent / "shared" / "pages"


def saved_pages(where: Path) -> list[SavedPage]:
    """Return the pages that have a `.json` beside them, by name; raises `NoPages`."""
    pages = [page for truth in sorted(where.rglob("*.json")) if (page := _page(truth)) is not None]
    if not pages:
        raise NoPages(
            f"No pages in {where}. Name a folder that holds <Outlet>/<page>.html.gz and its .json: "
            "make evaluate PAGES=folder, or set BEATBOOK_PAGES."
        )
    return pages


def _page(truth: Path) -> SavedPage | None:
    packed, plain = truth.with_suffix(".html.gz"), truth.with_suffix(".html")
    if not packed.exists() and not plain.exists():
        return None
    told = json.loads(truth.read_text(encoding="utf-8"))
    return SavedPage(
        name=truth.stem,
        url=told["url"],
        html=gzip.decompress(packed.read_bytes()) if packed.exists() else plain.read_bytes(),
        headline=told["headline"],
        authors=frozenset(told["authors"]) if told.get("authors") else None,
        published_at=_moment(told.get("published_at")),
        paragraphs=tuple(told["paragraphs"]),
        may=tuple(told.get("may", ())),
    )


def _moment(written: str | None) -> datetime | None:
    """Return the truth's time; where it gives no offset, its clock is read as UTC."""
    if not written:
        return None
    at = datetime.fromisoformat(written)
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
