"""The body is the article's paragraphs and nothing else on pages shaped as the world's newsrooms shape them.

The pages in `shapes/` are written by hand, outlets and words invented: each carries the furniture that its
kind of site carries. `{H}` stands for the headline, `{1}` to `{7}` for the article, and what stands between
`[[` and `]]` is the article's too.
"""

import re
from pathlib import Path

import pytest

from transforms.extract import extract

FOLDER = Path(__file__).with_name("shapes")
SHAPES = {file.stem: file.read_text(encoding="utf-8") for file in sorted(FOLDER.glob("*.html"))}
TITLE = "Man charged after Harwick station stabbing"
ARTICLE = (
    "A 24-year-old man has been charged with wounding after a stabbing at Harwick station on Monday.",
    "Officers were called at 9.40pm to reports of a fight on the second platform, where they found a man of "
    "31 with a wound to his arm, and he was taken to hospital by ambulance.",
    "“We know that this will worry people who use the station,” said Superintendent Mary Oake of the force.",
    "The charge came two days after the force was told by its own watchdog that it answers calls from the "
    "railway more slowly than any other force of its size, a finding which it has disputed ever since.",
    "His sister denied it.",
    "At the town hall, where the council’s scrutiny committee met on Tuesday evening, members asked why the "
    "help points on both platforms had been out of order since the spring; nobody from it was there.",
    "“Nobody has told us anything since that night,” she said. “We had to read in the paper that he had been "
    "charged.” He is due before Eastmoor magistrates on June 19.",
)
BRIEF = ARTICLE[:3]
OWN = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)
WITHOUT_MORE = sorted(name for name, html in SHAPES.items() if not OWN.search(html))


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def page_and_truth(shape: str, article: tuple[str, ...]) -> tuple[str, str]:
    html = SHAPES[shape].replace("{H}", TITLE)
    for number in range(len(ARTICLE), 0, -1):
        text = f"[[{article[number - 1]}]]" if number <= len(article) else ""
        html = html.replace(f"{{{number}}}", text)
    truth = " ".join(re.sub(r"<[^<>]*>", "", told) for told in OWN.findall(html))
    return html.replace("[[", "").replace("]]", ""), truth


@pytest.mark.parametrize("shape", SHAPES)
def test_the_body_is_the_article_and_nothing_else(shape):
    html, truth = page_and_truth(shape, ARTICLE)
    found = extract(html, "https://www.example.com/news/man-charged-77")
    assert found.headline == TITLE
    assert words(found.body) == words(truth)


@pytest.mark.parametrize("shape", WITHOUT_MORE)
def test_a_brief_of_three_sentences_is_whole_among_the_same_furniture(shape):
    html, truth = page_and_truth(shape, BRIEF)
    found = extract(html, "https://www.example.com/news/man-charged-77")
    assert words(found.body) == words(truth)


def test_paragraphs_stay_apart():
    html, _ = page_and_truth("hashed", ARTICLE)
    assert extract(html, "https://www.example.com/news/1").body.split("\n\n") == list(ARTICLE)
