"""Reads an article from plain text: a headline line and paragraphs, site furniture or not."""

import re

from transforms.furniture import is_furniture


def article(text: str) -> tuple[str, str]:
    """Return headline and body: the first line that is not furniture, and the paragraphs after it.

    Paragraphs are what blank lines part, or lines if there is no blank line; the body joins them by a blank
    line. Furniture inside the body is left where it is. An empty text gives an empty headline and body.

    >>> article("Skip to content\\n\\nForce sorry for raid\\n\\nIt was the\\nwrong door.\\n\\nShe said so.")
    ('Force sorry for raid', 'It was the\\nwrong door.\\n\\nShe said so.')
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    first, _, rest = text.strip().partition("\n")
    while first and is_furniture(first) and rest.strip():
        first, _, rest = rest.strip().partition("\n")
    parted = re.split(r"\n\s*\n", rest) if re.search(r"\n\s*\n", text.strip()) else rest.split("\n")
    return first.strip(), "\n\n".join(paragraph.strip() for paragraph in parted if paragraph.strip())
