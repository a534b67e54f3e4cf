"""Saved queries: what a file may say, what a query finds, what it alerts to, and its feed."""

import datetime as dt
import shutil
from pathlib import Path

import feedparser
import pytest
from press_book import BURST, HOSTILE, TOPIC

from beatbook.digest import feeds, lookout
from beatbook.digest.atom import Entry, feed
from beatbook.printable import printable
from beatbook.refusal import Refusal
from beatbook.saved_queries import Quiet, read
from warehouse import query
from warehouse.home import Home

WHOLE = {
    "name": '"Searches"',
    "search": "'\"stop and search\" AND NOT taser'",
    "outlets": '["gazette", "voice"]',
    "alert": '"burst"',
    "sensitivity": '"more"',
    "quiet_hours": '"22:00-07:00"',
}


def written(folder: Path, stem: str = "searches", **changes: str | None) -> Path:
    file = folder / f"{stem}.toml"
    said = {key: value for key, value in {**WHOLE, **changes}.items() if value is not None}
    file.write_text("".join(f"{key} = {value}\n" for key, value in said.items()))
    return file


def test_a_whole_file_is_understood(tmp_path):
    saved = read(written(tmp_path))
    assert (saved.slug, saved.name, saved.search) == (
        "searches",
        "Searches",
        '"stop and search" AND NOT taser',
    )
    assert (saved.outlets, saved.alert, saved.least) == (("gazette", "voice"), "burst", 2.0)
    assert saved.quiet == Quiet(dt.time(22), dt.time(7))
    assert saved.asks == '"stop and search" AND NOT taser, in gazette, voice'


def test_what_may_be_left_out_has_a_plain_meaning(tmp_path):
    saved = read(written(tmp_path, outlets=None, sensitivity=None, quiet_hours=None))
    assert (saved.outlets, saved.least, saved.quiet) == ((), 3.0, None)


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"name": None}, "`name` is missing"),
        ({"alert": None}, "`alert` is missing: burst or any or silence or none"),
        ({"search": None}, "give either `topic`, a topic's slug, or `search`"),
        ({"topic": '"taser"'}, "give either `topic`"),
        ({"sensitivty": '"more"'}, "'sensitivty' is no key; there are name, topic, search"),
        ({"alert": '"often"'}, "`alert` must be burst or any or silence or none, not 'often'"),
        ({"alert": "true"}, "`alert` must be"),
        ({"sensitivity": '"most"'}, "`sensitivity` must be fewer, balanced, more or a number above 0"),
        ({"sensitivity": "0"}, "`sensitivity` must be"),
        ({"sensitivity": "true"}, "`sensitivity` must be"),
        ({"sensitivity": "nan"}, "`sensitivity` must be"),
        ({"quiet_hours": '"22-7"'}, "`quiet_hours` must be London hours such as 22:00-07:00, not '22-7'"),
        ({"quiet_hours": '"25:00-07:00"'}, "`quiet_hours` must be"),
        ({"quiet_hours": '"07:00-07:00"'}, "`quiet_hours` must be"),
        ({"outlets": '"gazette"'}, "`outlets` must be a list of outlets' slugs"),
        ({"outlets": "[]"}, "`outlets` must be"),
        ({"name": '"  "'}, "`name` must be a text"),
        ({"name": "="}, "cannot be read"),
    ],
    ids=lambda value: next(iter(value.items()))[0] if isinstance(value, dict) else None,
)
def test_a_mistake_is_named_with_its_file_and_field(tmp_path, changes, complaint):
    file = written(tmp_path, **changes)
    with pytest.raises(Refusal) as refused:
        read(file)
    assert str(refused.value).startswith(str(file))
    assert complaint in str(refused.value)


def test_a_file_has_a_name_that_a_feed_can_have(tmp_path):
    with pytest.raises(Refusal, match="small letters, digits and hyphens"):
        read(written(tmp_path, "Strip Search"))


@pytest.mark.parametrize(
    ("hours", "at", "held"),
    [
        ("22:00-07:00", "21:59", False),
        ("22:00-07:00", "22:00", True),
        ("22:00-07:00", "00:00", True),
        ("22:00-07:00", "06:59", True),
        ("22:00-07:00", "07:00", False),
        ("12:00-13:30", "13:29", True),
        ("12:00-13:30", "13:30", False),
    ],
)
def test_quiet_hours_may_go_over_midnight(tmp_path, hours, at, held):
    quiet = read(written(tmp_path, quiet_hours=f'"{hours}"')).quiet
    assert quiet is not None
    assert quiet.holds(dt.time.fromisoformat(at)) is held


def asked(press, folder, **changes):
    return lookout.checked(press, read(written(folder, **changes)))


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        (
            {"search": None, "topic": '"stop-and-serch"'},
            "`topic`: the book has no 'stop-and-serch'. Did you mean",
        ),
        ({"outlets": '["gazete"]'}, "`outlets`: the book has no 'gazete'. Did you mean gazette?"),
        ({"search": '"a AND (b"'}, "`search`: This cannot be read"),
        ({"search": '"NOT b"'}, "`search`: Say also a word"),
    ],
    ids=["topic", "outlets", "brackets", "not"],
)
def test_what_the_book_cannot_answer_is_named_too(press, tmp_path, changes, complaint):
    with pytest.raises(Refusal) as refused:
        asked(press, tmp_path, **changes)
    assert complaint in str(refused.value)


def test_a_search_finds_what_the_command_finds_in_the_outlets_named(press, tmp_path):
    saved = asked(press, tmp_path, search='"vigil OR quad bike{,s}"')
    found = {row["article_id"] for row in lookout.articles(press, saved)}
    told = query.search(press.connection, "vigil OR quad bike{,s}", limit=99).to_pylist()
    assert found == {row["article_id"] for row in told if row["outlet"] in ("gazette", "voice")}
    assert len(found) == 2


def test_a_topic_bursts_as_its_macro_says(press, tmp_path):
    saved = asked(press, tmp_path, search=None, topic=f'"{TOPIC}"', outlets=None, sensitivity="0.5")
    least = "-9.0"  # every day
    mine = lookout._asked(press, saved, "saved_bursts", since=None, until=None, least=lookout.Column(least))
    macro = query.sql(
        press.connection, f"from bursts('{TOPIC}', least := {least}) order by day desc"
    ).to_pylist()
    assert len(macro) > 3
    for name in ("day", "articles", "expected", "score", "outlets", "article_ids"):
        assert [row[name] for row in mine] == [row[name] for row in macro], name


@pytest.mark.parametrize("outlets", [None, '["gazette"]'])
def test_the_statement_of_a_topics_burst_gives_its_articles(press, tmp_path, outlets):
    saved = asked(press, tmp_path, search=None, topic=f'"{TOPIC}"', outlets=outlets)
    found = query.sql(press.connection, lookout.statement(saved, BURST)).to_pylist()
    assert len(found) == (2 if outlets else 4)


def test_an_alert_to_a_burst_goes_by_its_sensitivity(press, tmp_path):
    lines = lookout.found(press, asked(press, tmp_path, sensitivity='"fewer"'))
    assert [line.key for line in lines] == ["saved:searches:burst:2026-10-29"]
    assert "Six articles in one outlet on 29 Oct 2026, where none was expected." in lines[0].said
    assert query.sql(press.connection, lines[0].sql).num_rows == 6
    assert lookout.found(press, asked(press, tmp_path, sensitivity="99")) == []
    assert lookout.found(press, asked(press, tmp_path, alert='"none"')) == []


def test_an_alert_to_any_article_looks_a_week_back(press, tmp_path):
    lines = lookout.found(press, asked(press, tmp_path, alert='"any"', outlets=None))
    days = {line.day for line in lines}
    assert len(lines) == len({line.key for line in lines}) > 6
    assert min(days) == dt.date(2026, 10, 27), "the burst of 21 October is over a week old"
    assert BURST not in days


def test_an_alert_to_silence_watches_the_outlets_named(press, tmp_path, monkeypatch):
    monkeypatch.setattr(lookout, "BACK", 30)
    everybody = asked(press, tmp_path, search='"quad bike{,s}"', outlets=None, alert='"silence"')
    monkeypatch.setattr(lookout.findings, "RAN", 1)
    (line,) = lookout.found(press, everybody)
    assert "The Voice" in line.said
    gazette = asked(press, tmp_path, search='"quad bike{,s}"', outlets='["gazette"]', alert='"silence"')
    assert lookout.found(press, gazette) == [], "it ran the story"
    voice = asked(press, tmp_path, search='"quad bike{,s}"', outlets='["voice"]', alert='"silence"')
    assert [each.key for each in lookout.found(press, voice)] == [line.key], "that ran none of it is watched"


@pytest.fixture(scope="module")
def read_feeds(press):
    return dict(feeds.feeds(press))


def test_every_feed_reads_back_whole(read_feeds):
    assert {"bursts.xml", "edits.xml", f"topic-{TOPIC}.xml", "feeds.opml"} <= set(read_feeds)
    for name, text in read_feeds.items():
        told = feedparser.parse(text)
        assert not told.bozo, (name, told.get("bozo_exception"))
        if name != "feeds.opml":
            assert (told.version, told.feed.author) == ("atom10", "Beatbook")
            assert told.feed.id.startswith("urn:uuid:")
            assert told.feed.updated.endswith("Z")
            assert len({entry.id for entry in told.entries}) == len(told.entries)
            assert all(entry.author and entry.updated and entry.link for entry in told.entries)


def test_a_topics_feed_has_its_newest_articles_as_text(read_feeds):
    told = feedparser.parse(read_feeds[f"topic-{TOPIC}.xml"])
    titles = [entry.title for entry in told.entries]
    assert set(titles[:6]) == {printable(each) for each in HOSTILE}
    assert all(entry.title_detail.type == "text/plain" for entry in told.entries)
    assert not [entry.link for entry in told.entries if entry.link.startswith("javascript")]
    assert titles == [
        entry.title for entry in sorted(told.entries, key=lambda each: each.updated, reverse=True)
    ]


def test_a_feeds_ids_are_the_same_each_time(press, read_feeds):
    again = dict(feeds.feeds(press))
    assert again == read_feeds


def test_what_xml_cannot_hold_is_replaced():
    bad = "a\x00\x0b\ufffe\uffff\ud800<b>&amp;]]>"
    moment = dt.datetime.fromisoformat("2026-11-01 05:00")
    entry = Entry(
        "k", bad, bad, "page.html#x=\x01", moment, url="https://example.org/?a=1&b=2", authors=(bad,)
    )
    told = feedparser.parse(feed("f", bad, bad, "index.html", [entry], made_at=moment))
    assert not told.bozo
    assert told.entries[0].title == "a\ufffd\ufffd\ufffd\ufffd\ufffd<b>&amp;]]>"
    assert told.entries[0].link == "https://example.org/?a=1&b=2"


def test_a_feed_says_its_own_address_where_the_site_has_one(press, monkeypatch):
    monkeypatch.setenv("BEATBOOK_SITE_URL", "https://desk.example.org/beat")
    told = feedparser.parse(dict(feeds.feeds(press))["bursts.xml"])
    (own,) = [link.href for link in told.feed.links if link.rel == "self"]
    assert own == "https://desk.example.org/beat/feeds/bursts.xml"


def test_a_saved_querys_feed_is_the_desks_and_not_the_sites(press, read_feeds, tmp_path):
    told = feedparser.parse(feeds.of_saved(press, asked(press, tmp_path)))
    assert told.feed.title == "Beatbook: Searches"
    assert len(told.entries) > 6
    assert "searches.xml" not in read_feeds


@pytest.fixture
def home(book, tmp_path) -> Home:
    home = Home(shutil.copytree(book.root, tmp_path / "told", symlinks=True))
    home.saved.mkdir()
    return home


def test_the_command_lists_what_each_query_gives_now(answer, home):
    assert "No query is saved" in answer("saved", home=home.root)
    written(home.saved, alert='"any"')
    shown = answer("saved", home=home.root)
    assert "Searches  searches" in shown
    assert ": 4 articles" in shown
    assert "alert on any: 1 in the last 7 days, held from 22:00 to 07:00" in shown
    assert "\x1b[2J" not in shown


def test_one_is_tried_by_its_name_or_its_file(answer, home, tmp_path):
    file = written(home.saved, alert='"any"')
    tried = answer("saved", "try", "searches", home=home.root)
    assert tried == answer("saved", "try", str(file), home=home.root)
    assert "Stop and search: a mother speaks" in tried
    assert "There is no saved query 'serches': searches." in answer(
        "saved", "try", "serches", code=2, home=home.root
    )
    assert "names nobody to send it to" in answer("saved", "send", code=2, home=home.root)


def test_a_broken_one_is_named_after_the_others_were_listed(answer, home):
    written(home.saved, "broken", alert=None)
    assert "broken.toml: `alert` is missing" in answer("saved", code=2, home=home.root)
