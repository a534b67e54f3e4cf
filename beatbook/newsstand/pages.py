"""A folder of real pages as sites, so that what runs on the demo runs on what outlets really publish."""

import gzip
import json
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from . import feeds
from .feeds import Item
from .response import Page, Response, document

FEED = "/newsstand-feed.xml"  # a path no outlet uses
CHARSET = re.compile(rb"<meta[^>]+charset", re.IGNORECASE)


class PagesError(Exception):
    """A folder of pages is not as it must be; the message names the file and the way out."""


@dataclass(frozen=True)
class SavedPage:
    """One saved page: whose it is, where it stood, and its bytes as they were served."""

    folder: str
    host: str
    target: str  # path with query
    html: bytes

    @property
    def url(self) -> str:
        """Return its address on the newsstand."""
        return f"http://{self.host}{self.target}"


@dataclass(frozen=True)
class PagesEdition:
    """The sites of a folder of pages, and what its outlets are."""

    pages: tuple[SavedPage, ...]

    @property
    def sites(self) -> dict[str, dict[str, Page]]:
        """Return every host with its pages and robots.txt, and on each outlet's first host its feed.

        The feed gives addresses only: a headline or a date in it would tell what is to be found out.
        """
        sites: dict[str, dict[str, Page]] = defaultdict(dict)
        for page in self.pages:
            sites[page.host][page.target] = _as_served(page.html)
            sites[page.host]["/robots.txt"] = document("User-agent: *\nAllow: /\n", "text/plain")
        for folder, pages in self.by_folder.items():
            items = [Item(page.url) for page in pages]
            feed = feeds.rss(folder, f"http://{pages[0].host}/", items)
            sites[pages[0].host][_feed_path(folder)] = document(feed, "application/rss+xml")
        return dict(sites)

    @property
    def by_folder(self) -> dict[str, list[SavedPage]]:
        """Return the pages of each outlet's folder."""
        found: dict[str, list[SavedPage]] = {}
        for page in self.pages:
            found.setdefault(page.folder, []).append(page)
        return found

    def write_catalogue(self, folder: Path) -> Path:
        """Write one TOML file per outlet, in the catalogue's format, and return the folder."""
        folder.mkdir(parents=True, exist_ok=True)
        files: dict[str, str] = {}
        for name, pages in self.by_folder.items():
            slug = outlet_slug(name)
            if slug in files:
                raise PagesError(f"two folders would be the outlet {slug!r}: rename {name!r}")
            files[slug] = _entry(name, pages)
        for slug, entry in files.items():
            (folder / f"{slug}.toml").write_text(entry, "utf-8")
        return folder


def sites_from_pages(folder: Path) -> PagesEdition:
    """Return the pages under a folder: `<Outlet>/<name>.html.gz` (or .html) with `<name>.json` beside each.

    The JSON names at least the page's `url`. Raises PagesError for a folder without pages and for a page
    without its JSON.
    """
    files = sorted([*folder.glob("*/*.html.gz"), *folder.glob("*/*.html")])
    if not files:
        raise PagesError(
            f"{folder} holds no pages: expected <Outlet>/<name>.html.gz with <name>.json beside it"
        )
    return PagesEdition(tuple(_saved(file) for file in files))


def _saved(file: Path) -> SavedPage:
    about = file.with_name(file.name.removesuffix(".gz").removesuffix(".html") + ".json")
    try:
        url = json.loads(about.read_text("utf-8"))["url"]
        parts = urlsplit(url)
        html = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
    except FileNotFoundError as error:
        raise PagesError(f"{file} has no {about.name} beside it: write one with the page's url") from error
    except (KeyError, TypeError, ValueError, EOFError, gzip.BadGzipFile) as error:
        raise PagesError(
            f"{file}: the page or {about.name} cannot be read ({error!r}): save it again"
        ) from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise PagesError(f"{about}: url is {url!r}: give the page's own http or https address")
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return SavedPage(file.parent.name, parts.hostname, target, html)


def _as_served(html: bytes) -> Response:
    """Return the page with its bytes as they are; the charset is named only where the page does not."""
    if CHARSET.search(html[:4096]) or not _is_utf8(html):
        return document(html, "text/html")
    return document(html)


def _is_utf8(html: bytes) -> bool:
    try:
        html.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def outlet_slug(folder: str) -> str:
    """Return a folder's name as an outlet's slug.

    >>> [outlet_slug(name) for name in ("TheGuardian", "EuronewsEN", "iNews", "Le Monde_2")]
    ['the-guardian', 'euronews-en', 'i-news', 'le-monde-2']
    """
    parted = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", folder)
    return re.sub(r"[^a-z0-9]+", "-", parted.lower()).strip("-")


def _feed_path(folder: str) -> str:
    return f"/{outlet_slug(folder)}{FEED}"


def _entry(name: str, pages: list[SavedPage]) -> str:
    host = pages[0].host
    domains = sorted({page.host.removeprefix("www.") for page in pages})
    fields = {
        "name": name,
        "homepage": f"http://{host}/",
        "kind": "national",
        "region": "UK",
        "domains": domains,
        "confidence": "low",
        "enabled": True,
        "note": "Written from a folder of saved pages.",
    }
    # JSON's strings, lists and booleans are TOML's too
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in fields.items()]
    source = [
        "",
        "[[sources]]",
        'kind = "feed"',
        f"url = {json.dumps(f'http://{host}{_feed_path(name)}')}",
        "",
    ]
    return "\n".join(lines + source)
