"""The dates that a page prints for its readers, which count where it gives machines none."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import cast

from lxml import etree

from transforms.markup import marks
from transforms.page import Page

# Zones that newspapers write by name, in hours ahead of UTC.
_EUROPE = {"BST": 1, "GMT": 0, "UTC": 0, "UT": 0, "Z": 0, "CET": 1, "CEST": 2, "SAST": 2}
_AMERICA = {"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "PST": -8, "PDT": -7}
ZONES = {name: 3600 * hours for name, hours in (_EUROPE | _AMERICA).items()}

LONGEST = 100  # characters of a line that gives the article's day
BESIDE_DAY = 30  # of them beside the day and its time
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
ANY_MONTH = "|".join(MONTHS)
_MONTH = rf"(?:{ANY_MONTH})[a-z]{{0,6}}\.?"
_DAY = re.compile(
    rf"\b(?:\d\d?(?:st|nd|rd|th)?\s+{_MONTH},?|{_MONTH}\s+\d\d?(?:st|nd|rd|th)?,?)\s+(?:19|20)\d\d\b", re.I
)
_TIME = re.compile(
    rf"\b(?P<hour>\d\d?)[:.](?P<minute>\d\d)\s*(?P<half>[ap]\.?m\b\.?)?\s*(?P<zone>(?:{'|'.join(ZONES)})\b)?"
    r"(?P<other>[A-Z]{2,4}\b)?",
    re.I,
)
_OF_STORY = re.compile(r"publi|posted|(?:article|entry|post|story)[\s_-]*(?:date|time)", re.I)
_LINES_BELOW = etree.XPath(
    "following::text()[normalize-space()][position() <= 40]"
    "[not(ancestor::a or ancestor::blockquote or ancestor::figure)]"
)
_LINES_ABOVE = etree.XPath("preceding::text()[normalize-space()][position() <= 10][not(ancestor::a)]")


def printed(page: Page, *, with_times: bool) -> Iterator[tuple[str, str]]:
    """Yield field and words of the dates that short lines by the headline give, in their order.

    A line above the headline counts only where its element is called the story's date: mastheads print
    today's. A time of day is left out where it names no zone, unless the page's clock is known
    (`with_times`).
    """
    title = next(page.root.iter("h1"), None)
    if title is None:
        return
    above = cast(list[etree._ElementUnicodeResult], _LINES_ABOVE(title))
    of_story = (
        line for line in above if (held := line.getparent()) is not None and _OF_STORY.search(marks(held))
    )
    for line in chain(cast(list[str], _LINES_BELOW(title)), of_story):
        said = _DAY.search(line) if len(line) <= LONGEST else None
        if said is None:
            continue
        beside = f"{line[: said.start()]} | {line[said.end() :]}"
        time = _TIME.search(beside)
        if len(beside.strip()) - (len(time[0]) if time else 0) <= BESIDE_DAY:
            field = "modified" if "updated" in beside.lower() else "published"
            told = time and not time["other"] and (time["zone"] or with_times)
            yield field, f"{said[0]} {_clock(time)}" if time and told else said[0]


def _clock(time: re.Match[str]) -> str:
    half = (time["half"] or "").replace(".", "")
    return f"{time['hour']}:{time['minute']}{half} {(time['zone'] or '').upper()}".strip()
