"""Pages go when their time is over, and nothing that somebody still needs goes with them."""

import datetime as dt
import json
from pathlib import Path

import pytest
from the_echo import DAY, HOST, Book, Play, echo, feed

from beatbook.newsstand.response import document
from spiders import inventory, retention
from spiders.catalogue import Source
from spiders.reading import Pruned
from spiders.retention import Retention, RetentionError
from spiders.takes import Take, read_page, takes
from spiders.verification import verify

OUTLET = echo(Source("feed", f"https://{HOST}/rss"))
AGES = (40, 20, 1)


@pytest.fixture
def kept(book: Book, play: Play) -> list[Take]:
    """Three runs, 40 days, 20 days and one day ago; the second found the text of the first again."""
    stand = play({HOST: {"/rss": feed("/a"), "/a": document("<p>the same</p>")}})
    made = []
    for number, age in enumerate(AGES):
        stand.put(HOST, f"/{number}", document("<p>the same</p>" if number == 1 else f"<p>{number}</p>"))
        stand.put(HOST, "/rss", feed("/a", *(f"/{earlier}" for earlier in range(number + 1))))
        stand.put(HOST, "/robots.txt", document(f"User-agent: *\nDisallow: /{number}x\n", "text/plain"))
        made.append(book.crawl(OUTLET, f"r{number}", day=DAY - dt.timedelta(days=age), poll_all=True))
    return made


def test_what_a_younger_file_refers_to_is_held(book: Book, kept: list[Take]) -> None:
    [removal] = retention.due(book.archive, Retention(keep_days=30), DAY)
    assert (removal.file, removal.held_by) == (kept[0].warc_file, kept[1].warc_file)
    assert retention.prune(book.archive, [removal]) == 0
    assert kept[0].paths.warc.exists()
    both = retention.due(book.archive, Retention(keep_days=10), DAY)
    assert [each.held_by for each in both] == [None, None], "they go together"


def test_a_pruned_take_keeps_its_ledger_and_says_so(book: Book, kept: list[Take]) -> None:
    place = next(iter(kept[0].pages()))
    removals = retention.due(book.archive, Retention(outlets={"echo": 10}), DAY)
    freed = retention.prune(book.archive, removals)
    assert freed == sum(each.bytes for each in removals) > 0
    (take,) = takes(book.archive, kept[0].day)
    assert not take.paths.warc.exists()
    assert [fetch.kind for fetch in take.ledger].count("article") == 2
    assert json.loads(take.paths.pruned.read_text())["keep_days"] == 10
    with pytest.raises(Pruned, match=r"was pruned.*Refining its day again would lose articles"):
        list(take.pages())
    with pytest.raises(Pruned):
        read_page(book.archive, place["warc_file"], place["warc_offset"])
    assert [damage for verdict in verify(book.archive) for damage in verdict.damages] == []
    assert len(list(takes(book.archive, kept[2].day)[0].pages())) == 1
    assert sum(row.pruned for row in inventory.months(book.archive)) == 2
    assert retention.due(book.archive, Retention(keep_days=10), DAY) == [], "once is enough"


def test_without_a_rule_everything_is_kept(book: Book, kept: list[Take], tmp_path: Path) -> None:
    assert retention.load(tmp_path / "retention.toml") == Retention()
    assert retention.due(book.archive, Retention(), DAY) == []
    assert retention.due(book.archive, Retention(keep_days=10, outlets={"echo": None}), DAY) == []


def test_rules_are_read(tmp_path: Path) -> None:
    file = tmp_path / "retention.toml"
    file.write_text("keep_days = 400\n[outlets]\nguardian = 30\nmirror = 0\n")
    rules = retention.load(file)
    assert [rules.days(slug) for slug in ("guardian", "mirror", "echo")] == [30, None, 400]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("keep = 3", "keep is no field"),
        ("keep_days = -1", "keep_days must be a number of days"),
        ("[outlets]\nguardian = 'long'", "outlets.guardian must be"),
        ("keep_days = true", "not True"),
        ("outlets = 3", "outlets must be a table"),
        ("=", "is not TOML"),
    ],
)
def test_a_rule_that_is_none_is_refused(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "retention.toml"
    file.write_text(text)
    with pytest.raises(RetentionError, match=said):
        retention.load(file)
