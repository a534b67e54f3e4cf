"""Cuts out of a text what stands around a span, as much of its paragraph as reads well."""

from typing import NamedTuple

from beatbook.printable import printable

CONTEXT = 110  # characters of text on either side of the span


class Excerpt(NamedTuple):
    """A span and what stands before and after it, safe to show."""

    before: str
    span: str
    after: str


def excerpt(text: str, start: int, end: int) -> Excerpt:
    """Return the code points [start, end) of the text within their paragraph.

    >>> excerpt("One.\\n\\nThe Met said so.", 10, 13)
    Excerpt(before='The ', span='Met', after=' said so.')
    """
    safe = printable(text)
    opens = safe.rfind("\n\n", 0, start) + 2 if "\n\n" in safe[:start] else 0
    closes = safe.find("\n\n", end) if "\n\n" in safe[end:] else len(safe)
    before, after = safe[max(opens, start - CONTEXT) : start], safe[end : min(closes, end + CONTEXT)]
    if start - CONTEXT > opens:
        before = "… " + before.partition(" ")[2]
    if end + CONTEXT < closes:
        after = after.rpartition(" ")[0] + " …"
    return Excerpt(before, safe[start:end], after)
