"""Which of an article's readings are versions of it: what a reader would call changed, and nothing else."""

import re
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from typing import Any

import pyarrow as pa

from transforms import furniture
from transforms.folding import fold, lower
from transforms.schemas import VERSIONS

SHRUNK = 0.4  # of the longest version so far: what is shorter is a cut page, not an edit (as in diffengine)
_CLOCK = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s*(?:am|pm)?"
_DAY = r"(?:\w+,?\s+)?(?:\d{1,2}(?:st|nd|rd|th)?\s+\w+|\w+\s+\d{1,2}(?:st|nd|rd|th)?),?(?:\s+\d{4})?"
_BLANK = re.compile(r"\n\s*\n")
_AGO = r"(?:an?|\d+)\s+(?:second|minute|hour|day|week)s?\s+ago"
_DATE_LINE = re.compile(
    rf"(?:(?:first |last )?(?:published|updated|posted|modified)\b.{{0,60}}"
    rf"|{_AGO}|{_CLOCK}|{_DAY}(?:,?\s*(?:at\s+)?{_CLOCK})?)\s*(?:gmt|bst|utc)?\W*",
    re.DOTALL,
)


def versions(readings: pa.Table) -> pa.Table:
    """Return the versions among an article's readings, oldest first, shaped like `schemas.VERSIONS`.

    `readings` are shaped like `schemas.ARTICLES`, with any number of rows an article. A reading that says
    what the one before it said is none. What earlier days held is compared where all days meet, in the
    warehouse: so each day's table depends on that day's takes alone. The last version's text is left out, for
    it is that of the day's `latest` article; unless the page was cut.
    """
    columns = [name for name in VERSIONS.names if name != "content"]
    rows = readings.select(columns).to_pylist()
    rows.sort(
        key=lambda row: (row["article_id"], row["fetched_at"] is not None, row["fetched_at"], row["page_url"])
    )
    found: list[dict[str, Any]] = []
    for _, group in groupby(rows, key=itemgetter("article_id")):
        said: list[dict[str, Any]] = []
        for row in group:
            told = content(row["headline"], row["body"])
            if not said or told != said[-1]["content"]:
                said.append(row | {"content": told})
        longest = max(row["words"] for row in said)
        if said[-1]["words"] >= SHRUNK * longest:
            said[-1]["body"] = None
        found += said
    return pa.Table.from_pylist(found, schema=VERSIONS)


def content(headline: str, body: str) -> str:
    """Return a digest of what an article says: whatever marks it is set in, without furniture and date lines.

    >>> content("Met’s tool", "It works.\\n\\nUpdated 3 hours ago") == content("Met's  tool", "It  works.")
    True
    >>> content("A", "It works.") == content("A", "It worked.")
    False
    """
    said = [plain(body[start:end]) for start, end in own_paragraphs(body)]
    return sha256("\n".join([plain(headline), *said]).encode("utf-8", "replace")).hexdigest()[:32]


def own_paragraphs(body: str) -> list[tuple[int, int]]:
    """Return the paragraphs that say something, without furniture and date lines, as [start, end)."""
    boxes = furniture.spans(body)
    edges = [0, *(place for box in boxes for place in box), len(body)]
    kept = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        for blank in _BLANK.finditer(body, start, end):
            kept.append((start, blank.start()))
            start = blank.end()
        kept.append((start, end))
    return [span for span in kept if (said := plain(body[slice(*span)])) and not _DATE_LINE.fullmatch(said)]


def plain(text: str) -> str:
    """Return a text as it is compared: marks made plain, in lower case, white space made one blank."""
    return re.sub(r"\s+", " ", lower(fold(text))).strip()
