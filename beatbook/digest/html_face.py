"""Draws a digest as one HTML file that a mail may carry: its styles inside, no script, nothing fetched."""

from pathlib import Path

from beatbook.digest import gathering
from beatbook.digest.lines import Digest
from beatbook.digest.links import Links
from beatbook.templates import templates

FOLDER = Path(__file__).parent / "templates"


def html(digest: Digest, links: Links, title: str | None = None) -> str:
    """Return the page; what outlets wrote stands in it as text."""
    numbers = {line.key: number for number, line in digest.numbered()}
    return (
        templates(FOLDER)
        .get_template("digest.html.j2")
        .render(
            digest=digest,
            links=links,
            numbers=numbers,
            title=title or gathering.title(digest),
            days=gathering.days(digest.window),
        )
    )
