"""Articles written by hand, at length, for what patterns cannot do; one TOML file each in handwritten/.

`«Name / role: words»` in the text is printed as “words” and remembered as that speaker's; without the closing
mark the quotation goes on in the next paragraph. `> ` at a paragraph's head sets it as a block quote.
"""

import re
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from . import platforms
from .article import DemoArticle, Quote
from .rota import LONDON

FOLDER = Path(__file__).parent / "handwritten"
SPOKEN = re.compile(r"«(?P<speaker>[^»/:]+)/ (?P<role>[a-z-]+): (?P<words>[^»]+?)(?P<end>»|$)")
FIRST_NUMBER = 900_000  # far from the generated articles' numbers


def articles() -> list[DemoArticle]:
    """Return the handwritten articles; a copy names its original's file."""
    tables = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.toml"))}
    urls = {
        stem: platforms.address(
            table["outlet"], table["section"], table["headline"], _moment(table), FIRST_NUMBER + number
        )
        for number, (stem, table) in enumerate(tables.items())
    }
    return [_article(table, urls[stem], urls) for stem, table in tables.items()]


def _quote(match: re.Match[str]) -> Quote:
    kind = "direct" if match["words"][-1] in ".,?!" or not match["end"] else "partial"
    return Quote(match["speaker"].strip(), match["role"], match["words"], kind)


def _printed(block: str) -> str:
    """Return the block as printed: marks for quotations, none around a statement set as a block quote."""
    if block.startswith("> "):
        return SPOKEN.sub(r"\g<words>", block.removeprefix("> "))
    return SPOKEN.sub(lambda match: f"“{match['words']}{'”' if match['end'] else ''}", block)


def _moment(table: dict[str, Any]) -> datetime:
    """Return the time of publication, which the file gives as London's clocks had it."""
    written: datetime = table["published"]
    return written.replace(tzinfo=LONDON).astimezone(UTC)


def _article(table: dict[str, Any], url: str, urls: dict[str, str]) -> DemoArticle:
    published_at = _moment(table)
    blocks = [block.replace("\n", " ").strip() for block in table["text"].strip().split("\n\n")]
    quotes = tuple(_quote(match) for block in blocks for match in SPOKEN.finditer(block))
    return DemoArticle(
        outlet=table["outlet"],
        url=url,
        headline=table["headline"],
        standfirst=table.get("standfirst"),
        paragraphs=tuple(_printed(block) for block in blocks),
        authors=tuple(table["authors"]),
        section=table["section"],
        published_at=published_at,
        modified_at=published_at,
        topics=frozenset(table["topics"]),
        entities=frozenset(table["entities"]),
        quotes=quotes,
        copy_of=urls[table["copy_of"]] if "copy_of" in table else None,
        copy_kind=table.get("copy_kind"),
        offered_url=url,
        block_quotes=frozenset(at for at, block in enumerate(blocks) if block.startswith("> ")),
        frame="by hand",
    )
