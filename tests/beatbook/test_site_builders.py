"""The site's words and data, from small tables: what is written, and that nothing an outlet wrote can act."""

import itertools
import json
import re
from datetime import timedelta
from html import unescape
from io import StringIO
from pathlib import Path

import pytest
from press_book import BURST, HOSTILE, SCRIPTED, TOPIC
from rich.console import Console
from small_book import published

from beatbook.progress import Progress
from beatbook.progress_face import Watch
from beatbook.refusal import Refusal
from beatbook.site import answers, build, contents, pages, shards, stories, voices
from warehouse import query
from warehouse.home import Home

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_the_site_opens_with_the_topic_that_changed_most():
    topics = [
        {"topic": "a", "is_group": False, "articles": 90, "change": {"direction": 0, "deviations": 1.0}},
        {"topic": "b", "is_group": False, "articles": 5, "change": {"direction": -1, "deviations": -4.0}},
        {"topic": "c", "is_group": True, "articles": 99, "change": {"direction": 1, "deviations": 9.0}},
    ]
    assert contents.start(topics) == "b"
    assert contents.start([topic | {"change": None} for topic in topics]) == "a"
    assert contents.start([]) is None


def test_voices_say_how_much_is_the_polices_own():
    columns = ["role", "words", "quotations", "share_of_words", "outlets_blind"]
    rows = [
        ["police_force", 60, 6, 0.6, 1],
        ["resident", 30, 2, 0.3, 1],
        ["police_federation", 10, 1, 0.1, 1],
    ]
    said = voices.words("Taser", answers.Answer("", columns, rows))
    assert said["headline"] == "Taser: 70% of the words quoted are the police’s own"
    assert "resident: 30% of the words" in said["deck"]


def test_releases_that_cannot_be_judged_are_not_called_unrun():
    told = [
        {"articles": None, "most_taken": None},
        {"articles": 0, "most_taken": None},
        {"articles": 2, "most_taken": 0.9},
    ]
    assert stories.released(told)["headline"] == "50% of press releases were run by somebody"


@pytest.mark.parametrize("text", [*HOSTILE, SCRIPTED, "]]>", "\u2028;alert(1)", "</SCRIPT "])
def test_no_text_can_end_a_script(text):
    written = shards.script("a/b", {"headline": text})
    assert "<" not in written.replace("\\u003c", "")
    assert not re.search("[\u2028\u2029\u202a-\u202e\u2066-\u2069]", written)
    assert json.loads(written.split("] = ", 1)[1].rstrip(";\n")) == {"headline": text}


@pytest.mark.parametrize("name", ["../book", "a b", "", "/etc", "A", "a\nb"])
def test_a_shard_has_a_harmless_name(name):
    with pytest.raises(ValueError, match="no name for a shard"):
        shards.checked(name)


def test_items_are_found_where_they_were_put():
    items = {f"id-{number}": number for number in range(100)}
    dealt = shards.parted(items, 8)
    assert all(dealt[shards.place(key, len(dealt))][key] == item for key, item in items.items())


@pytest.mark.parametrize(
    ("value", "sql"), [("a'; drop table x; --", "'a''; drop table x; --'"), (None, "null"), (3, "3")]
)
def test_a_value_stays_a_value_in_sql(value, sql):
    assert answers.written("select $value", {"value": value}) == f"select {sql}"


def test_what_is_found_for_several_at_once_is_what_each_statement_finds(press):
    topics = [TOPIC, "accountability", "taser"]
    for name in ("weeks", "outlets", "bursts"):
        for topic, answer in answers.ask_each(press, f"attention_{name}", "topic", topics).items():
            assert answer == answers.ask(press, f"attention_{name}", topic=topic)


def test_every_statement_that_is_shown_gives_the_rows_that_are_shown(press, press_shards):
    shown = [(name, key, part) for name, content in press_shards.items() for key, part in _answers(content)]
    assert len(shown) > 40
    for name, key, part in shown:
        given = answers.run(press, part["sql"])
        at_first = [row for row in given.rows if row in part["rows"]]  # a year's or an outlet's part of it
        assert given.columns == part["columns"], (name, key)
        assert at_first == part["rows"], (name, key)
        assert name.startswith("articles/") or len(given.rows) == len(part["rows"]), (name, key)


def test_a_burst_is_named_after_the_story_that_made_it(press, press_shards):
    bursts = press_shards[f"attention/{TOPIC}"]["bursts"]
    found = [dict(zip(bursts["columns"], row, strict=True)) for row in bursts["rows"]]
    burst = next(row for row in found if row["day"] == BURST.isoformat())
    assert burst["articles"] == 4
    assert "Jordan Vale" in burst["story"]


def test_a_blind_week_is_null_and_no_zero(press, press_shards):
    blind = [row for row in _by_outlet(press_shards, TOPIC) if row[-1] == "blind"]
    assert {row[0] for row in blind} == {"echo"}
    assert {(row[2], row[4]) for row in blind} == {(None, None)}


def test_the_weeks_by_outlet_put_together_are_the_rows_of_the_statement_shown(press, press_shards):
    topics = [name.partition("/")[2] for name in press_shards if name.startswith("outlets/")]
    assert sorted(topics) == ["powers", TOPIC]
    for topic in topics:
        told = press_shards[f"outlets/{topic}"]["ran"]
        given = answers.run(press, told["sql"])
        assert told["columns"] == given.columns
        assert _by_outlet(press_shards, topic) == given.rows


def _by_outlet(shards, topic):
    """Return the weeks of a topic by outlet, as the page puts them together from two shards."""
    output, ran = shards["output"], shards[f"outlets/{topic}"]["ran"]
    counts = dict(zip(itertools.accumulate(ran["at"]), ran["articles"], strict=True))
    named = [outlet for outlet, weeks in output["outlets"] for _ in range(weeks)]
    return [
        [
            outlet,
            output["periods"][output["period"][at]],
            None if whole is None else counts.get(at, 0),
            whole,
            answers.plain(counts.get(at, 0) / whole) if whole else None,
            output["states"][output["state"][at]],
        ]
        for at, (outlet, whole) in enumerate(zip(named, output["output"], strict=True))
    ]


def test_earlier_weeks_list_a_few_articles_and_lead_to_their_publishers(press):
    recent = BURST - timedelta(days=2)
    found = answers.ask(press, "attention_articles", topic=TOPIC, most=8, earlier=1, recent=recent).dicts()
    earlier = [row for row in found if row["period"] < recent.isoformat()]
    assert len(earlier) == len({row["period"] for row in earlier}) > 5
    assert all(row["url"].startswith("http") and not row["is_recent"] for row in earlier)
    late = [row for row in found if row not in earlier]
    assert len(late) > 4
    assert {(row["url"], row["is_recent"]) for row in late} == {(None, True)}


def test_every_article_that_is_linked_has_a_card(press_shards):
    cards = set().union(*(content for name, content in press_shards.items() if name.startswith("article/")))
    listed = [
        dict(zip(part["columns"], row, strict=True))["article_id"]
        for content in press_shards.values()
        for _, part in _answers(content)
        if "article_id" in part["columns"]
        for row in part["rows"]
    ]
    assert len(listed) > 100
    assert set(listed) <= cards


def test_cards_hold_no_whole_text(press, press_shards):
    longest = max(
        len(card["snippet"])
        for name, content in press_shards.items()
        if name.startswith("article/")
        for card in content.values()
    )
    assert 0 < longest <= 240


def test_built_pages_hold_hostile_words_as_text_only(press_site):
    for path in press_site.glob("*.html"):
        text = path.read_text()
        assert "default-src 'none'" in unescape(text)
        assert not re.search(r"<script(?! defer src=)|\son\w+=|javascript:|style=", text), path
        assert not re.search(r"(src|href)=\"(https?:)?//", text), path
    for path in (press_site / "data").rglob("*.js"):
        assert "<" not in path.read_text().replace("\\u003c", ""), path


def test_a_site_asks_nobody_for_anything(press_site):
    own = [
        path
        for path in press_site.rglob("*")
        if path.suffix in (".js", ".css") and "vendor" not in path.parts and "data" not in path.parts
    ]
    assert len(own) > 15
    texts = {path.name: path.read_text() for path in own}
    assert [
        name
        for name, text in texts.items()
        if re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", text)
    ] == []
    assert [
        name
        for name, text in texts.items()
        if re.search(r"https?://", text.replace("http://www.w3.org/", ""))
    ] == []
    assert {name: text.count("\n") for name, text in texts.items() if text.count("\n") > 300} == {}


def test_the_first_page_needs_less_than_a_megabyte(press_site):
    head = (press_site / "index.html").read_text()
    names = [
        *re.findall(r'(?:src|href)="([^"#]+\.(?:js|css))"', head),
        *(f"assets/vendor/{font}-latin.woff2" for font in ("inter", "source-serif-4")),
    ]
    size = sum((press_site / name).stat().st_size for name in names)
    size += (press_site / f"data/attention/{TOPIC}.js").stat().st_size
    assert 500_000 < size < 1_000_000


def test_libraries_come_with_their_licences(press_site):
    vendor = press_site / "assets" / "vendor"
    carried = {
        path.name.split("-")[0].split(".")[0] for path in vendor.iterdir() if path.suffix in (".js", ".woff2")
    }
    assert carried == {path.name.split("-")[0].split(".")[0] for path in vendor.glob("*.LICENSE.txt")}


def test_a_site_is_built_once_and_earlier_ones_stay(press, press_home):
    told = Progress()
    written = StringIO()
    with Watch(told, Console(file=written, width=80)) as watch:
        first = build.shelve(
            press_home, lambda event: watch.note({"at": "2026-11-01T12:00:00+00:00", **event})
        )
    site = told.stages["site"]
    assert (site.state, site.total, site.done) == ("done", len(pages.PAGES), len(pages.PAGES))
    assert f"site: {len(pages.PAGES)} pages\nsite: done in " in written.getvalue()
    again = build.shelve(press_home)
    assert (again.folder, again.unchanged) == (first.folder, True)
    assert (press_home.sites / build.CURRENT).resolve() == first.folder
    for number in range(build.KEEP_SITES + 2):
        (press_home.sites / f"2020-01-0{number}").mkdir()
        (press_home.sites / f"2020-01-0{number}" / build.MADE).write_text("")
    build.shelve(press_home)
    kept = sorted(
        path.name for path in press_home.sites.iterdir() if path.is_dir() and path.name != build.CURRENT
    )
    assert len(kept) == build.KEEP_SITES + 1  # the current one is older than these, and stays
    assert first.folder.name in kept


def test_a_folder_that_holds_something_else_is_left_alone(press, tmp_path):
    (tmp_path / "thesis.docx").write_text("mine")
    with pytest.raises(Refusal, match="holds something else"):
        build.write(press, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.docx"]


def test_an_empty_book_has_a_site_too(tmp_path):
    outlet = {"outlet": "gazette", "name": "The Gazette", "homepage": "http://www.gazette.example/"}
    home = published(Home(tmp_path), [], [outlet], [])
    folder = build.shelve(home).folder
    assert '"start":null' in (folder / "data" / "book.js").read_text()
    assert "Nothing was crawled yet" in (folder / "data" / "sources.js").read_text()


def test_the_command_says_where_the_pages_are(answer, tmp_path):
    said = answer("site", "--to", str(tmp_path / "pages"))
    assert (tmp_path / "pages" / "index.html").as_posix() in said.replace("\n", "")
    assert "files" in said
    again = answer("site", "--to", str(tmp_path / "pages"))  # an older site gives way to the new one
    assert again == said


def test_measured_errors_are_those_of_the_documentation(press):
    told = pages.method(press)["measured"]
    assert len(told) > 4
    for row in told:
        text = (DOCS / row["page"]).read_text()
        assert [figure for figure in row["figures"] if figure not in text] == [], row["what"]


def test_an_unknown_question_is_refused_in_words(press):
    with pytest.raises(query.QuestionError, match="nowhere"):
        answers.run(press, "from nowhere")


def _answers(content):
    """Yield every answer in a shard with its key, however deep it lies."""
    if isinstance(content, dict):
        for key, part in content.items():
            if isinstance(part, dict) and set(part) == {"sql", "columns", "rows"}:
                yield key, part
            else:
                yield from _answers(part)
