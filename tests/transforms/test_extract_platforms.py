"""An article reads the same in the markup of every platform that British outlets publish on.

The pages in `platforms/` are written by hand in the manner of each; `{1}` to `{5}` stand for the article.
"""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from transforms.extract import extract

FOLDER = Path(__file__).with_name("platforms")
PAGES = {file.stem: file.read_text(encoding="utf-8") for file in sorted(FOLDER.glob("*.html"))}
TITLE = "Man charged after Harwick station stabbing"
ARTICLE = (
    "A 24-year-old man has been charged with wounding after a stabbing at Harwick station on Monday.",
    "Officers were called at 9.40pm to reports of a fight, and found a man with a wound to his arm.",
    "“We know that this will worry people who use it,” said Superintendent Mary Oake of Harwick Police.",
    "His sister, who asked not to be named, said: “Nobody has told us anything since that night.”",
    "Anyone who saw what happened is asked to call police on 101, or Crimestoppers on 0800 555 111.",
)
BRIEF = ("A man was charged over a stabbing in Harwick.", "Nobody else was hurt.", "Police want witnesses.")
STATEMENT = (
    ARTICLE[0],
    "A spokesperson for the force said:",
    "“We are aware of the concerns, and we take them seriously.”",
    "“The matter has been referred to the watchdog, and we cannot say more while it looks into it.”",
    "The family has called for an inquiry.",
)
BYLINED = {"reach", "newsquest", "guardian", "wordpress", "ghost", "substack"}
TIMED = set(PAGES) - {"drupal-breaks", "elementor", "built"}


def filled(platform: str, paragraphs: tuple[str, ...]) -> str:
    html = PAGES[platform]
    for number in range(1, 6):
        html = html.replace(f"{{{number}}}", paragraphs[number - 1] if number <= len(paragraphs) else "")
    return html


def read(platform: str, paragraphs: tuple[str, ...] = ARTICLE):
    return extract(filled(platform, paragraphs), "https://www.example.co.uk/news/man-charged-77")


@pytest.mark.parametrize("platform", PAGES)
def test_headline_and_body_are_the_article_and_nothing_else(platform):
    found = read(platform)
    assert found.headline == TITLE
    assert found.body.split("\n\n") == list(ARTICLE)


@pytest.mark.parametrize("platform", PAGES)
def test_a_statement_set_as_quotes_is_whole(platform):
    assert read(platform, STATEMENT).body.split("\n\n") == list(STATEMENT)


@pytest.mark.parametrize("platform", PAGES)
def test_a_brief_of_three_short_sentences_is_whole(platform):
    assert read(platform, BRIEF).body.split("\n\n") == list(BRIEF)


@pytest.mark.parametrize("platform", PAGES)
def test_it_is_an_article(platform):
    assert read(platform).kind == "article"


@pytest.mark.parametrize("platform", sorted(BYLINED))
def test_the_byline_is_the_reporter(platform):
    assert read(platform).authors[:1] == ("Orla Fenn",)


def test_an_agency_in_the_byline_is_told_from_people():
    assert (read("reach").authors, read("reach").agencies) == (("Orla Fenn", "PA Media"), ("PA",))


@pytest.mark.parametrize("platform", sorted(TIMED))
def test_the_time_is_right_in_summer(platform):
    assert read(platform).published_at == datetime(2026, 6, 3, 8, 12, 44, tzinfo=UTC)
