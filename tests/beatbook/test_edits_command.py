"""`beatbook edits` and `beatbook article ID --versions`, on an article that was edited twice."""

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pyarrow as pa
import pytest
from small_book import LAST, _fetch, _table, article_row, small_book

import transforms
from beatbook.book import opened
from beatbook.digest import changes, gathering, text_face
from beatbook.digest.links import Links
from beatbook.digest.window import alone
from transforms.schemas import MOMENT
from warehouse.home import Home
from warehouse.lake import Lake
from warehouse.publish import publish

ID = "0009abcdef"
AT = datetime(2026, 10, 30, 12, tzinfo=UTC)
LATELY = replace(alone(LAST), since=LAST - timedelta(days=7), seen_after=AT.replace(tzinfo=None))
SAID = "The council was told.\n\nIt rained."
STATES = (  # headline, body
    ("Riot in Hackney after stop and search", f"Twelve people were held after the riot.\n\n{SAID}"),
    ("Protest in Hackney after stop and search", f"Nineteen people were held after the protest.\n\n{SAID}"),
    (
        "Protest in Hackney after stop and search",
        f"Nineteen people were held after the protest.\n\n{SAID}\n\nPolice said \x1b[2J\u202eit was over.",
    ),
)


@pytest.fixture(scope="module")
def edited(tmp_path_factory) -> Home:
    """The small book, and in it one more article, read three times a day apart."""
    home = small_book(Home(tmp_path_factory.mktemp("edited")))
    moments = [AT + timedelta(days=days) for days in range(len(STATES))]
    read = [
        {"article_id": ID, "outlet": "gazette", "headline": headline, "body": body, "fetched_at": at}
        | {"content": str(at), "words": len(body.split()), "run_id": f"r{LAST}"}
        for at, (headline, body) in zip(moments, STATES, strict=True)
    ]
    revisions = pa.Table.from_pylist(read).cast(
        pa.schema(
            [
                (name, MOMENT if name == "fetched_at" else pa.array([value]).type)
                for name, value in read[0].items()
            ]
        )
    )
    headline, body = STATES[-1]
    article = article_row(9, "gazette", AT.date(), headline, body) | {"fetched_at": moments[-1]}
    articles = _table("articles", [article])
    hits = transforms.topics(articles)
    looks = [_fetch(article) | {"fetched_at": at, "run_id": str(at)} for at in moments]
    tables = {
        "articles": articles,
        "versions": _table("versions", read),
        "article_topics": transforms.article_topics(hits),
        "mentions": transforms.mentions(hits, transforms.entities(articles.slice(0, 0))),
        "edits": transforms.edits(revisions),
        "fetches": _table("fetches", looks),
        "runs": _table("runs", [{"run_id": str(at), "outlet": "gazette", "day": LAST} for at in moments]),
    }
    Lake(home.lake).commit("edited", tables, day=LAST)
    publish(home)
    return home


def test_edits_are_listed_newest_first_with_the_words_before_and_after(answer, edited):
    shown = answer("edits", home=edited.root)
    assert shown.index("police line added") < shown.index("number changed")
    for words in ("[-Twelve-]{+Nineteen+}", "[-riot-]{+protest+}", "headline swapped", ID, "The Gazette"):
        assert words in shown
    assert "edits of 1 article in 2 second looks" in shown


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        (["--kind", "number-changed"], {"number_changed"}),
        (["Stop and search", "--kind", "softened"], {"softened"}),
        (["taser"], set()),
        (["--outlet", "voice"], set()),
        (["--from", "2026-11-01"], {"police_line_added", "voice_added"}),
        (["--to", "2026-10-30"], set()),
    ],
    ids=lambda value: " ".join(sorted(value) if isinstance(value, set) else value),
)
def test_edits_of_a_kind_a_topic_an_outlet_and_some_days(answer, edited, words, kinds):
    told = json.loads(answer("edits", *words, "--format", "json", home=edited.root))
    assert {row["kind"] for row in told} == kinds


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["--kind", "sofened"], "Did you mean softened"),
        (["stop-and-serch"], "no topic 'stop-and-serch'"),
        (["--outlet", "nobody"], "no outlet 'nobody'"),
        (["--from", "2026-11-02", "--to", "2026-11-01"], "lies before"),
    ],
)
def test_what_cannot_be_asked_is_refused(answer, edited, words, complaint):
    assert complaint in answer("edits", *words, code=2, home=edited.root)


def test_a_book_that_never_looked_again_says_that_it_cannot_know(answer):
    assert "No article was looked at a second time yet" in answer("edits")
    assert "None seen in 2 second looks" not in answer("edits")


def test_an_article_tells_its_versions_word_by_word(answer, edited):
    shown = answer("article", ID, "--versions", home=edited.root)
    assert "3 revisions" in shown
    assert "[-Riot-]{+Protest+} in Hackney after stop and search" in shown
    assert "[-Twelve-]{+Nineteen+} people were held after the [-riot-]{+protest+}." in shown
    assert "… 3 paragraphs as before …" in shown
    assert "{+Police said" in shown


def test_an_article_says_that_it_was_edited(answer, edited):
    assert "3 revisions: --versions shows what was edited." in answer("article", ID, home=edited.root)
    assert "revisions" not in answer("article", "0001", home=edited.root)


def test_versions_as_json_hold_texts_edits_and_differences(answer, edited):
    told = json.loads(answer("article", ID, "--versions", "--format", "json", home=edited.root))["revisions"]
    assert [(one["headline"], one["body"]) for one in told] == list(STATES)
    assert told[0]["diff"] == {"headline": [], "body": []}
    body = told[1]["diff"]["body"]
    assert "".join(segment["text"] for segment in body if segment["mark"] != "gone") == STATES[1][1]
    assert {"mark": "gone", "text": "Twelve"} in body
    assert {edit["kind"] for edit in told[2]["edits"]} == {"police_line_added", "voice_added"}


def test_every_format_says_the_same_edits(answer, edited):
    for words in (["edits"], ["article", ID, "--versions"]):
        table = list(csv.DictReader(io.StringIO(answer(*words, "--format", "csv", home=edited.root))))
        assert len(table) == len(json.loads(answer("edits", "--format", "json", home=edited.root))) > 5


def test_an_article_without_edits_says_so(answer):
    assert "No edit was seen" in answer("article", "0001", "--versions")


def test_scraped_words_cannot_touch_the_terminal(answer, edited):
    for words in (["edits"], ["article", ID, "--versions"], ["edits", "--format", "csv"]):
        shown = answer(*words, home=edited.root)
        assert "\x1b[2J" not in shown
        assert "\u202e" not in shown


def test_serious_edits_come_first_with_the_words_before_and_after(edited):
    with opened(edited, quiet=True) as book:
        digest = gathering.gather(book, LATELY)
    (lines,) = [each.lines for each in digest.sections if each.name == "edits"]
    assert [line.key for line in lines] == [f"edit:{ID}:2", f"edit:{ID}:3"]
    kinds = [change.kinds for change in lines[0].changes]
    assert kinds[0] == "headline swapped"
    assert any(change.old == "Twelve" and change.new == "Nineteen" for change in lines[0].changes)
    shown = text_face.text(digest, Links())
    assert "− Twelve" in shown
    assert "+ Nineteen" in shown


def test_edits_are_told_of_the_moments_since_the_last_digest(edited):
    between = replace(LATELY, seen_after=(AT + timedelta(hours=30)).replace(tzinfo=None))
    with opened(edited, quiet=True) as book:
        assert [line.key for line in changes.edits(book, between).lines] == [f"edit:{ID}:3"]
        assert changes.edits(book, alone(LAST - timedelta(days=26))).lines == ()
