"""`beatbook stories`, `beatbook story` and `beatbook keyness` on a book small enough to count by hand."""

import json
from types import SimpleNamespace

import pytest

from beatbook import stories


def test_stories_lists_who_told_them_and_who_was_silent(answer):
    told = json.loads(answer("stories", "--format", "json"))
    assert told[0]["outlets"] == 2
    assert {row["story_id"] for row in told} == {row["story_id"] for row in told}
    shown = answer("stories")
    assert told[0]["story_id"] in shown
    assert "silent though up:" in shown


def test_thousands_of_articles_are_told_with_a_comma(capsys):
    story = {"story_id": "story-1", "label": "Riots", "first_day": None, "last_day": None, "silent": []}
    story |= {"articles": 1400, "outlets": 1, "first_outlet": None, "half_life_hours": None}
    stories._list(SimpleNamespace(as_of="", reach=""), [story])
    assert "1,400 articles of 1 outlet" in capsys.readouterr().out


def test_stories_of_a_topic_and_of_some_days(answer):
    of_topic = json.loads(answer("stories", "--topic", "stop-and-search", "--format", "json"))
    every = json.loads(answer("stories", "--format", "json"))
    assert 0 < len(of_topic) < len(every)
    assert json.loads(answer("stories", "--from", "2026-11-01", "--format", "json")) == []
    assert "No story fits" in answer("stories", "--from", "2026-11-01")
    assert "no topic 'stop-and-serch'" in answer("stories", "--topic", "stop-and-serch", code=2)


def test_stories_of_a_group_are_those_of_its_topics(answer):
    of_group = json.loads(answer("stories", "--topic", "powers", "--format", "json"))
    assert of_group == json.loads(answer("stories", "--topic", "stop-and-search", "--format", "json")) != []


@pytest.mark.parametrize(
    "asked",
    [
        "from lead_lag(topic := '{}')",
        "from follow_up(topic := '{}')",
        "from wording('child', topic := '{}')",
        "from edits_by_outlet(topic := '{}', every := 'year')",
        "from voices(topic := '{}')",
        "from article_voices(topic := '{}')",
        "from top_entities('{}')",
        "select output from output_by_outlet() where exists (from about('{}'))",
    ],
)
def test_who_asks_for_a_group_asks_for_its_topics(answer, asked):
    group, topic, none = (
        json.loads(answer("sql", asked.format(slug), "--format", "json"))
        for slug in ("powers", "stop-and-search", "surveillance")
    )
    assert group == topic
    assert topic != none or asked.startswith(("from lead", "from follow", "from edits", "from wording"))


def test_a_story_is_told_in_order_and_found_by_one_of_its_articles(answer):
    [first, *_] = json.loads(answer("stories", "--format", "json"))
    rows = json.loads(answer("story", first["story_id"], "--format", "json"))
    ran = [row for row in rows if row["state"] == "ran"]
    assert len(ran) == first["articles"]
    assert [row["published_at"] for row in ran] == sorted(row["published_at"] for row in ran)
    shown = answer("story", ran[0]["article_id"])
    assert first["story_id"] in shown
    assert all(row["article_id"] in shown for row in ran)


def test_a_scraped_headline_cannot_touch_the_terminal(answer):
    for row in json.loads(answer("stories", "--format", "json")):
        shown = answer("story", row["story_id"])
        assert "\x1b[2J" not in shown and "\u202e" not in shown


@pytest.mark.parametrize(
    ("name", "complaint"), [("story-nowhere", "No story has"), ("story-", "Several stories fit")]
)
def test_a_name_of_no_story_or_of_many_is_refused(answer, name, complaint):
    assert complaint in answer("story", name, code=2)


def test_keyness_compares_or_says_why_not(answer):
    assert "Same stories only" in answer("keyness", "gazette", "voice") or "too few stories" in answer(
        "keyness", "gazette", "voice"
    )
    assert "two groups" in answer("keyness", "gazette", "gazette", code=2)
    assert "no outlet 'nobody'" in answer("keyness", "gazette", "nobody", code=2)


def test_a_story_fits_a_narrow_screen_and_says_its_pace_in_londons_time(answer, monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    [first, *_] = json.loads(answer("stories", "--format", "json"))
    ran = [
        row for row in json.loads(answer("story", first["story_id"], "--format", "json")) if row["article_id"]
    ]
    shown = answer("story", first["story_id"])
    assert [row["article_id"] for row in ran if row["article_id"] not in shown] == []
    assert max(map(len, shown.splitlines())) <= 60
    assert shown.count(" BST") == len(ran) and "half of them out after" in " ".join(shown.split())


@pytest.mark.parametrize("width", ["40", "80", "120"])
def test_every_release_of_the_list_can_be_opened_by_its_id(answer, press_home, monkeypatch, width):
    monkeypatch.setenv("COLUMNS", width)
    found = json.loads(answer("releases", "--format", "json", home=press_home.root))
    listed = answer("releases", home=press_home.root)
    assert found and [row["article_id"] for row in found if row["article_id"] not in listed] == []
    assert ("nobody ran it" in " ".join(listed.split())) == any(row["articles"] == 0 for row in found)
