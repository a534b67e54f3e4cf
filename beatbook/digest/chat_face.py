"""Draws a digest for chats and web hooks: no columns, no rules, a link under each line."""

from collections.abc import Iterator

from beatbook.digest.lines import Digest, Line, Section, web
from beatbook.digest.links import Links


def chat(digest: Digest, links: Links) -> str:
    """Return the digest as short paragraphs below the title of the message, which has days and headline."""
    head = [digest.seen, *digest.unseen]
    if digest.is_demo:
        head.append("Demo edition: the outlets and all persons are fictional.")
    told = [_section(section, links) for section in digest.sections if section.lines]
    return "\n\n".join(["\n".join(head), *("\n".join(each) for each in told), digest.as_of]) + "\n"


def _section(section: Section, links: Links) -> Iterator[str]:
    yield section.title.upper()
    for line in section.lines:
        yield f"• {line.title}: {line.said}" if not line.changes else f"• {line.title} ({line.said})"
        for change in line.changes:
            yield f"    {change.kinds}: “{change.old}” → “{change.new}”"
        address = _address(line, links)
        if address:
            yield f"    {address}"
    if section.note:
        yield section.note


def _address(line: Line, links: Links) -> str | None:
    """Return the line's page of the site, if that can be reached from anywhere, else its first article."""
    page = web(links.page(line.page))
    return page or next((piece.url for piece in line.articles if piece.url), None)
