"""An outlet's selectors say where its articles stand, on the days on which they hold."""

from datetime import UTC, date, datetime

import pyarrow as pa
import pytest

import transforms
from transforms.readings import MISSED
from transforms.schemas import PAGES
from transforms.selecting import valid_on

TEXTS = [
    "A man was arrested in Leeds on Monday after a shop window was broken in the night.",
    "Police said that nobody was hurt and that the shop would open again on Tuesday.",
]
ASIDE = "This box stands in the body and is none of it, whatever may be thought of it by readers."
HTML = (
    f"<h1>Man held in Leeds</h1><div class=odd><p>{TEXTS[0]}</p><div class=box><p>{ASIDE}</p></div>"
    f"<p>{TEXTS[1]}</p></div><div class=more>{f'<p>{ASIDE} And more.</p>' * 5}</div>"
)
OLD = {"body": ".gone", "remove": [], "valid_from": None, "valid_until": date(2026, 5, 31)}
NEW = {"body": ".odd", "remove": [".box"], "valid_from": date(2026, 6, 1), "valid_until": None}


def read(selectors: list[dict], day: int = 3, month: int = 6) -> tuple[dict, dict]:
    page = {"outlet": "example", "run_id": "r", "url": "https://www.example.co.uk/news/1"}
    page |= {"html": HTML.encode(), "fetched_at": datetime(2026, month, day, tzinfo=UTC)}
    found = transforms.read(pa.Table.from_pylist([page], schema=PAGES), {}, {"example": selectors})
    return found[0].to_pylist()[0], found[1].to_pylist()[0]


def test_the_body_is_what_they_find_without_what_they_remove():
    article, reading = read([OLD, NEW])
    assert article["body"].split("\n\n") == TEXTS
    assert (article["body_source"], reading["detail"]) == ("selectors", None)


def test_a_page_on_which_they_find_nothing_is_read_without_and_says_so():
    article, reading = read([OLD, NEW], month=5)
    assert article["body_source"] != "selectors"
    assert TEXTS[0] in article["body"]
    assert (reading["outcome"], reading["detail"]) == ("fetched", MISSED)


def test_without_selectors_nothing_is_missed():
    assert read([])[1]["detail"] is None


@pytest.mark.parametrize(
    ("day", "found"),
    [(date(2026, 5, 31), OLD), (date(2026, 6, 1), NEW), (date(2030, 1, 1), NEW), (None, NEW)],
)
def test_the_day_decides(day, found):
    assert valid_on([OLD, NEW], day) == found
