"""Draws a digest as one HTML file that a mail may carry: its styles inside, no script, nothing fetched."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from beatbook.digest import gathering
from beatbook.digest.lines import Digest
from beatbook.digest.links import Links

if TYPE_CHECKING:
    from jinja2 import Environment

FOLDER = Path(__file__).parent / "templates"


def html(digest: Digest, links: Links, title: str | None = None) -> str:
    """Return the page; what outlets wrote stands in it as text."""
    numbers = {line.key: number for number, line in digest.numbered()}
    return (
        _environment()
        .get_template("digest.html.j2")
        .render(
            digest=digest,
            links=links,
            numbers=numbers,
            title=title or gathering.title(digest),
            days=gathering.days(digest.window),
        )
    )


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
