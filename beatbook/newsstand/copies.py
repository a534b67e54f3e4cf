"""Text that travels: agency copy, sister titles, and press releases that papers print nearly as they came."""

from dataclasses import replace
from datetime import timedelta

from .desk import Desk, Filed, byline
from .draw import Draw
from .frame import frames
from .rota import CLOSE, Newsroom, at, london_day
from .writing import write

AGENCY = "Fleet Wire"
SISTERS = ("wealdshire-gazette", "aldermere-echo")
RELEASE_READERS = ("wealdshire-gazette", "aldermere-echo", "the-comet")
CARRIERS = ("daily-ledger", "the-comet", "morning-banner", "wealdshire-gazette", "aldermere-echo")
BROADCASTER = "albion-news"  # never the first with a wire story: its August cannot be read
WIRE_STORIES = 29


def wire(desk: Desk, rooms: dict[str, Newsroom]) -> list[Filed]:
    """Return agency stories, each carried by two to four outlets within a day: cut, and re-headlined."""
    stories = [frame for found in frames().values() for frame in found if frame.is_wire]
    filed = []
    for number in range(WIRE_STORIES):
        draw = Draw(f"{desk.seed}/wire/{number}")
        frame = stories[number % len(stories)]
        carriers = draw.some(CARRIERS[:3], 1) + draw.some((*CARRIERS[3:], BROADCASTER), draw.between(1, 3))
        day = london_day(CLOSE) - timedelta(days=4 + 4 * number - draw.between(0, 2))
        first_at = at(day, draw.between(7, 15), draw)
        place = desk.setting(frame, rooms[carriers[0]], first_at, draw)
        place.honorifics, place.per_cent = True, True  # the agency's style, not the carrier's
        draft = write(frame, place)
        first = Filed(carriers[0], first_at, draft, (AGENCY,), copy_kind="wire")
        filed.append(first)
        for carrier in carriers[1:]:
            filed.append(_carried(first, carrier, "wire", draw, authors=(AGENCY,)))
    return filed


def group(stories: list[Filed], desk: Desk) -> list[Filed]:
    """Return what the sister titles take from each other: a third of their stories, a few words changed."""
    draw = Draw(f"{desk.seed}/group")
    copies = []
    for story in stories:
        share = {SISTERS[0]: 0.2, SISTERS[1]: 0.15}.get(story.outlet, 0)
        if draw.chance(share) and story.copy_of is None:
            sister = SISTERS[1 - SISTERS.index(story.outlet)]
            copy = _carried(story, sister, "group", draw, authors=story.authors)
            copies.append(replace(copy, swaps=(("told the Gazette", "said"), ("told the Echo", "said"))))
    return [copy for copy in copies if copy.published_at < CLOSE]


def press_releases(stories: list[Filed], desk: Desk, rooms: dict[str, Newsroom]) -> list[Filed]:
    """Return what papers made of the force's releases: most of the words, in the same order."""
    draw = Draw(f"{desk.seed}/releases")
    copies = []
    for story in stories:
        if story.outlet == "wealdshire-police" and draw.chance(0.5):
            for reader in draw.some(RELEASE_READERS, 2 if draw.chance(0.2) else 1):
                authors = byline(rooms[reader], draw)
                copy = _carried(story, reader, "press-release", draw, authors=authors)
                copies.append(replace(copy, swaps=RELEASE_SWAPS))
    return [copy for copy in copies if copy.published_at < CLOSE]


# what a sub changes in a release: the voice, and little else
RELEASE_SWAPS = (
    ("We are appealing", "Police are appealing"),
    ("our officers", "officers"),
    ("Our officers", "Officers"),
    ("We have today published", "Wealdshire Police has published"),
    ("how we will", "how it will"),
    ("less than we need", "less than it needs"),
    ("at our headquarters", "at force headquarters"),
    ("A 24-year-old man", "A man aged 24"),
    ("Anyone with information is asked to", "Anyone who can help should"),
)


def _carried(story: Filed, outlet: str, kind: str, draw: Draw, *, authors: tuple[str, ...]) -> Filed:
    total = len(story.draft.paragraphs)
    keep = total if draw.chance(0.35) else min(total, max(4, total - draw.between(1, 3)))
    while story.draft.paragraphs[keep - 1].text.count("“") > story.draft.paragraphs[keep - 1].text.count("”"):
        keep += 1  # never in the middle of a quotation
    return Filed(
        outlet=outlet,
        published_at=story.published_at + timedelta(minutes=draw.between(20, 1300)),
        draft=story.draft,
        authors=authors,
        copy_of=story,
        copy_kind=kind,
        cut=keep,
        headline=draw.between(0, len(story.draft.headlines) - 1),
    )
