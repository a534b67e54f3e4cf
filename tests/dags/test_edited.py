"""Articles edited after they were first read: the crawl looks again, and the book tells what changed."""

import datetime as dt
from types import SimpleNamespace

import collecting
import pytest
import refining
import relating
from passing_time import wait
from village import village

from beatbook.newsstand import Newsstand, document, refusal
from warehouse import query
from warehouse.home import Home
from warehouse.publish import publish

NOW = dt.datetime.now(dt.UTC)
HOST = "www.alpha.example"
STORY = "/news/2026/11/20/story-{}".format


def crawl(name: str) -> dict[str, object]:
    run = SimpleNamespace(run_id=name, run_after=NOW, logical_date=None, start_date=NOW,
                          partition_key=None, conf={"take": name})  # fmt: skip
    return collecting.crawl("alpha", run)


def edit(stand: Newsstand, number: int, old: str, new: str) -> None:
    page = stand.answer(SimpleNamespace(host=HOST, target=STORY(number)))  # type: ignore[arg-type]
    text = page.body.decode()
    assert old in text
    stand.put(HOST, STORY(number), document(text.replace(old, new)))


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    """A book of four articles, seen again after a day: one edited, one dressed up, one gone, one cut."""
    with (
        pytest.MonkeyPatch.context() as patch,
        village(tmp_path_factory.mktemp("edited"), ("alpha",), pages=4) as press,
    ):
        for name, value in press.environment.items():
            patch.setenv(name, value)
        crawl("first")
        edit(press.stand, 0, "agreed on Thursday", "refused on Thursday")
        edit(press.stand, 1, "<p>Officers", "<p>Updated 3 hours ago</p>\n<p class='new'>Officers ")
        press.stand.put(HOST, STORY(2), refusal(410, "withdrawn"))
        cut = press.stand.answer(SimpleNamespace(host=HOST, target=STORY(3))).body.decode()
        press.stand.put(
            HOST, STORY(3), document(cut.partition("<p>Paragraph 1")[0] + "</article></body></html>")
        )
        home = Home.from_env()
        wait(home.root, dt.timedelta(hours=26))
        crawl("second")
        refining.commit(NOW.date())
        relating.relate(NOW.date())
        publish(home)
        with query.open(home) as con:
            yield con


def test_each_second_look_has_its_outcome(book):
    looks = book.execute(
        "select url, outcome from fetches where run_id = 'second' and kind = 'article'"
    ).fetchall()
    assert {url.rpartition("-")[2]: outcome for url, outcome in looks} == {
        "0": "fetched", "1": "fetched", "2": "vanished", "3": "fetched"
    }  # fmt: skip


def test_the_edit_is_a_revision_and_the_dressing_none(book):
    found = book.execute("select url, revisions from articles order by url").fetchall()
    assert [count for _, count in found] == [2, 1, 1, 1]
    [body] = book.execute("select body from article_texts order by url limit 1").fetchone()
    assert "refused on Thursday" in body


def test_the_revision_says_since_when_and_where_its_page_lies(book):
    rows = book.execute(
        "select revision, valid_from, warc_file, run_id from revisions "
        "where article_id in (select article_id from articles where revisions = 2) order by revision"
    ).fetchall()
    assert [(row[0], row[3]) for row in rows] == [(1, "first"), (2, "second")]
    assert rows[1][1] - rows[0][1] > dt.timedelta(hours=25)
    assert len({row[2] for row in rows}) == 2


def test_the_edit_is_typed_and_the_article_can_be_read_as_it_was(book):
    [(kind, old, new)] = book.execute("select kind, old_text, new_text from edits()").fetchall()
    assert (kind, old, new) == ("reworded", "agreed", "refused")
    [(article, before, after)] = book.execute("select article_id, old_at, edited_at from edits").fetchall()
    for moment, word in ((before, "agreed"), (after, "refused"), (after - dt.timedelta(hours=1), "agreed")):
        told = book.execute("select body from article_as_of($a, $m)", {"a": article, "m": moment}).fetchall()
        assert f"{word} on Thursday" in told[0][0]
    assert not book.execute(
        "from article_as_of($a, $m)", {"a": article, "m": before - dt.timedelta(hours=1)}
    ).fetchall()


def test_what_was_refused_is_named(book):
    verdicts = book.execute("select verdict, count(*) from versions group by all order by all").fetchall()
    assert verdicts == [("first", 4), ("revision", 1), ("shrunk", 1)]
    assert book.execute("select min(words) from articles").fetchone()[0] > 40, "the cut page is not shown"


def test_the_vanished_article_stays_and_says_since_when(book):
    [(headline, vanished_at)] = book.execute(
        "select headline, vanished_at from articles where vanished_at is not null"
    ).fetchall()
    assert headline.startswith("Officer sacked")
    assert vanished_at.replace(tzinfo=dt.UTC) >= NOW
