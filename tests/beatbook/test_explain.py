"""What is seen in a saved page, as HTML, gzipped, as text, and in folders; and what holds no article."""

import gzip
import json
from pathlib import Path

import pytest

PAGE = """<!doctype html><html lang="en"><head><title>Stop and search doubles in Hackney | The Gazette</title>
<link rel="canonical" href="https://www.gazette.example/news/stop-and-search-doubles">
<meta property="article:published_time" content="2026-10-06T13:00:00+01:00">
<meta name="author" content="Ann Author"></head><body><nav>Home News Sport</nav><article>
<h1>Stop and search doubles in Hackney</h1>
<p>Officers carried out more than nine hundred stop and search operations in Hackney, new figures show.</p>
<p>The Metropolitan Police said that the rise followed a spate of robberies near the market in the summer.</p>
<p>Campaigners asked Hackney Council to publish who had been searched, and for what reason, every week.</p>
</article><footer>Copyright</footer></body></html>"""
TEXT = """Taser fired at man in Leeds

West Yorkshire Police officers used a Taser on a man on Monday.

He was taken to hospital."""
HOSTILE = PAGE.replace("nine hundred", "nine &#x9b;31m hundred \x1b[2J[red]")
KEYS = ["article", "topics", "entities", "voices"]


@pytest.fixture
def page(tmp_path) -> Path:
    file = tmp_path / "page.html"
    file.write_text(PAGE)
    return file


def test_a_page_is_explained_under_four_keys(answer, page):
    told = json.loads(answer("explain", str(page), "--format", "json"))
    assert list(told) == KEYS
    article = told["article"]
    assert article["headline"] == "Stop and search doubles in Hackney"
    assert article["published_at"] == "2026-10-06T12:00:00+00:00"
    assert article["authors"] == ["Ann Author"]
    assert article["canonical_url"] == "https://www.gazette.example/news/stop-and-search-doubles"
    assert article["body"].count("\n\n") == 2
    assert "stop-and-search" in [topic["topic"] for topic in told["topics"]]
    assert {"hackney", "hackney-council", "metropolitan-police"} <= {e["entity_id"] for e in told["entities"]}
    assert [(voice["kind"], voice["speaker_text"], voice["role"]) for voice in told["voices"]] == [
        ("indirect", "The Metropolitan Police", "police_force"),
        ("indirect", "Campaigners", "campaigner"),
    ]
    for voice in told["voices"]:
        assert article["body"][voice["start"] : voice["end"]] == voice["text"]


def test_every_span_holds_its_text(answer, page):
    told = json.loads(answer("explain", str(page), "--format", "json"))
    spans = [span for tag in (*told["topics"], *told["entities"]) for span in tag["evidence"]]
    assert len(spans) >= 4
    for span in spans:
        assert told["article"][span["field"]][span["start"] : span["end"]] == span["text"]
        assert span["rule"]


def test_gzip_and_an_address_of_ones_own(answer, tmp_path):
    file = tmp_path / "page.html.gz"
    file.write_bytes(gzip.compress(PAGE.replace('rel="canonical"', 'rel="x"').encode()))
    told = json.loads(
        answer("explain", str(file), "--url", "https://www.gazette.example/a", "--format", "json")
    )
    assert told["article"]["headline"] == "Stop and search doubles in Hackney"
    assert told["article"]["canonical_url"] is None  # the page claims none


def test_text_is_a_headline_line_and_paragraphs(answer, tmp_path):
    file = tmp_path / "article.txt"
    file.write_text(TEXT)
    told = json.loads(answer("explain", str(file), "--format", "json"))
    assert told["article"]["headline"] == "Taser fired at man in Leeds"
    assert told["article"]["body"].split("\n\n")[1] == "He was taken to hospital."
    assert "taser" in [topic["topic"] for topic in told["topics"]]
    assert "west-yorkshire-police" in [entity["entity_id"] for entity in told["entities"]]


def test_a_folder_is_an_array_of_pages_each_with_its_own_tags(answer, page, tmp_path):
    below = tmp_path / "below"
    below.mkdir()
    (below / "article.txt").write_text(TEXT)
    (tmp_path / "notes.md").write_text("no page")
    told = json.loads(answer("explain", str(tmp_path), "--format", "json"))
    assert [page["page"] for page in told] == ["below/article.txt", "page.html"]
    assert list(told[0]) == ["page", *KEYS]
    assert "taser" in [topic["topic"] for topic in told[0]["topics"]]
    assert "taser" not in [topic["topic"] for topic in told[1]["topics"]]
    text = answer("explain", str(tmp_path))
    assert "Taser fired at man in Leeds" in text
    assert "Stop and search doubles in Hackney" in text


def test_a_page_without_article_fails_and_says_so(beatbook, tmp_path):
    (tmp_path / "empty.html").write_text("<html><body></body></html>")
    told = beatbook("explain", str(tmp_path / "empty.html"), "--format", "json")
    assert told.returncode == 1
    assert json.loads(told.stdout)["article"] is None
    assert "no headline and no body found" in told.stderr


def test_evidence_is_marked_in_the_text_and_named_below_it(answer, page):
    text = answer("explain", str(page))
    assert "[stop and search]¹" in text
    assert "Metropolitan Police" in text.partition("───")[2]
    assert "published Tue 6 Oct 2026, 13:00 BST" in text


def test_a_hostile_page_stays_text(answer, tmp_path):
    file = tmp_path / "page.html"
    file.write_text(HOSTILE)
    text = answer("explain", str(file))
    assert "[red]" in text
    assert not {"\x1b", "\x9b"} & set(text)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["explain", "{folder}"], "holds no page"),
        (["explain", "{folder}", "--url", "https://a.example/"], "one page"),
        (["explain", "{page}", "--format", "csv"], "table or json"),
        (["explain", "{folder}/../notes.md"], "no such file"),
    ],
)
def test_what_is_no_page_is_refused(answer, tmp_path, words, said):
    folder, page = tmp_path / "folder", tmp_path / "page.txt"
    folder.mkdir()
    page.write_text(TEXT)
    named = [word.replace("{folder}", str(folder)).replace("{page}", str(page)) for word in words]
    assert said in answer(*named, code=2)


def test_a_topic_file_that_cannot_be_read_is_named(answer, page, tmp_path, monkeypatch):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "dogs.toml").write_text('nmae = "Dogs"')
    monkeypatch.setenv("BEATBOOK_TOPICS", str(tmp_path / "mine"))
    assert "dogs.toml" in answer("explain", str(page), code=2)
