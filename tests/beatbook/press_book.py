"""A press of three outlets and a force: a burst, blind weeks, copies, a release, hostile words."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from small_book import LAST, OTHER, article_row, published

from warehouse.home import Home

FIRST = date(2026, 6, 29)  # a Monday; LAST is the Sunday of the eighteenth week
BURST = date(2026, 10, 21)  # a Wednesday, on which nothing else ran
TOPIC = "stop-and-search"
SCRIPTED = '<img src=x onerror="window.owned=1">Echo</script><script>window.owned=1</script>'
NAMES = {"gazette": "The Gazette", "voice": "The Voice", "echo": SCRIPTED, "marsh-police": "Marsh Police"}
HOSTILE = (
    "<script>window.owned=1</script> stop and search",
    '"><svg/onload=window.owned=1> stop and search',
    "</script><!--<script> stop and search",
    "Stop and search {{7*7}} ${7*7} \u202edesrever\u202c \u2066and\u2069",
    '=HYPERLINK("http://example.org") stop and search',
    "Stop and search \U0001f693 \U0001f46e\U0001f3fe\u200d\u2640\ufe0f",
)
TOLD = (
    "Jordan Vale, 17, was stopped and searched by officers in Cable Street, Hackney, on Tuesday night, "
    "on his way home from a chess match at Brook Hall.\n\n“He was a boy with a chess set,” said Maria "
    "Vale, his mother. “Nobody told us why he was held against a wall for forty minutes.”\n\n"
    "The Metropolitan Police said the search was lawful and that body-worn video was being reviewed."
)
ASKED = "Mother of Jordan Vale asks why he was searched"
SEEN = datetime(2026, 10, 23, 9, tzinfo=UTC)  # when edits were seen
BEFORE = {  # headline: what stood there first
    ASKED: ("Mother of boy of 17 asks why he was searched", TOLD.rpartition("\n\n")[0]),
    HOSTILE[0]: ("<i onclick=window.owned=1>Stop</i> and <img src=x onerror=window.owned=1>", TOLD),
}
RELEASE = (
    "Officers of the rural team recovered four stolen quad bikes, two trailers and a horse box from a "
    "barn near Lower Marsh on Friday, after a resident reported lights in a field that should have been "
    "empty at that hour.\n\nTwo men aged 31 and 44 were arrested on suspicion of handling stolen goods "
    "and have been released on bail until the end of November while enquiries into eleven other thefts "
    "on farms in the valley continue."
)
UNRUN = (
    "Marsh station opens its doors on Saturday from ten to four. Children may sit in a van, and dogs may be "
    "brought on a lead. Parking is behind the library, and the kennels can be seen at noon and at two."
)
TAKES = (  # nobody read the echo from 3 August to 12 September
    ("gazette", LAST, 125),
    ("voice", LAST, 125),
    ("marsh-police", LAST, 125),
    ("echo", date(2026, 8, 2), 34),
    ("echo", LAST, 49),
)


def press_book(home: Home) -> Home:
    """Return the home with the press published in it."""
    outlets = [
        {
            "outlet": slug,
            "name": name,
            "homepage": f"http://www.{slug}.test/",
            "enabled": True,
            "kind": "official-police" if slug == "marsh-police" else "local",
        }
        for slug, name in NAMES.items()
    ]
    rows = list(_articles())
    before = {}
    for row in rows:
        if told := BEFORE.get(row["headline"]):
            row["fetched_at"] = SEEN if row["headline"] == ASKED else SEEN + timedelta(days=8)
            before[row["article_id"]] = [(row["published_at"], *told)]
    return published(home, rows, outlets, TAKES, before=before)


def _articles() -> list[dict[str, Any]]:
    told: list[tuple[str, date, str, str]] = []
    for week in range(18):
        tuesday = FIRST + timedelta(days=7 * week + 1)
        for place, outlet in enumerate(("gazette", "voice", "echo")):
            told.append(
                (outlet, tuesday, f"Fair number {week}{place}", f"{OTHER} It is fair number {week}{place}.")
            )
            if (week + place) % 3 == 0:
                told.append((outlet, tuesday, f"Stop and search, round {week}", _searched(week, place)))
    told += [
        ("gazette", BURST, ASKED, TOLD),
        ("gazette", BURST, "Jordan Vale: what we know of a stop and search", TOLD + " A vigil is planned."),
        ("voice", BURST, "‘A boy with a chess set’: Jordan Vale’s stop and search", TOLD),
        ("echo", BURST, "Stop and search of Jordan Vale reviewed", TOLD),
        ("marsh-police", date(2026, 10, 9), "Stolen quad bikes found in barn", RELEASE),
        ("gazette", date(2026, 10, 10), "Quad bikes found in barn at Lower Marsh", RELEASE),
        ("marsh-police", date(2026, 10, 14), "Open day at Marsh station", UNRUN),
        *(
            ("voice", LAST - timedelta(days=3), headline, _searched(90, place))
            for place, headline in enumerate(HOSTILE)
        ),
    ]
    rows = [article_row(number, *row) for number, row in enumerate(told)]
    for row in rows:
        if row["headline"] in HOSTILE:
            row |= {
                "authors": ["<b onmouseover=window.owned=1>Ann</b>"],
                "url": f"javascript:window.owned={row['article_id']}",
            }
    return rows


def _searched(week: int, place: int) -> str:
    return (
        f"Officers carried out {week + 3} stop and search operations in ward {place}-{week}, said the "
        f"Metropolitan Police.\n\nA resident, Ann Lee{week}, said: “I was searched on street "
        f"{week}{place} and told nothing.”"
    )
