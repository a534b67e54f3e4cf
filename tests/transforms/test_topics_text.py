"""The ground that rules stand on: sentences, and the furniture that a site puts round an article."""

import itertools
import time

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

import transforms
from transforms import furniture, plain_text
from transforms.sentences import sentences


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("Mr. Ali met Mrs. Roe and Dr. Poe.", ["Mr. Ali met Mrs. Roe and Dr. Poe."]),
        ("J. K. Smith spoke. A. Jones did not.", ["J. K. Smith spoke.", "A. Jones did not."]),
        ("See No. 5. No. The police left.", ["See No. 5.", "No.", "The police left."]),
        ("It cost £5.60. He paid.", ["It cost £5.60.", "He paid."]),
        ("At 5 p.m. police came. They left.", ["At 5 p.m. police came.", "They left."]),
        ("The U.S. Senate met.", ["The U.S. Senate met."]),
        ("“Stop!” he said. “Why?” asked Ms Lee.", ["“Stop!” he said.", "“Why?” asked Ms Lee."]),
        ("“Go.” They went.", ["“Go.”", "They went."]),
        ("He said: “Go. Now.” They went.", ["He said: “Go.", "Now.”", "They went."]),
        ("No stop\n\nNext paragraph", ["No stop", "Next paragraph"]),
        ("Wrapped\nline goes on.", ["Wrapped\nline goes on."]),
        ("After a stop\nand a line. Then\n \nmore", ["After a stop\nand a line.", "Then", "more"]),
        ("They said.The Met left.", ["They said.", "The Met left."]),
        ("www.example.com and e.g. Kent.", ["www.example.com and e.g. Kent."]),
        ("Wait… what? Yes.", ["Wait… what?", "Yes."]),
        ("Ends with a title, Sgt.", ["Ends with a title, Sgt."]),
        ("Who won? 3 did.", ["Who won?", "3 did."]),
        ("First.\n\nsecond starts small", ["First.", "second starts small"]),
        ("   ", []),
        ("", []),
    ],
)
def test_sentences_are_cut_as_newspapers_punctuate(text, expected):
    assert cut(text) == expected


@given(st.text(alphabet=st.sampled_from("aB 1.!?…\n“”\"')👮é"), max_size=60))
def test_sentences_lose_nothing_but_space_and_never_overlap(text):
    spans = sentences(text)
    assert "".join("".join(cut(text)).split()) == "".join(text.split())
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(spans))
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)


@pytest.mark.parametrize(
    "text", ["." * 40_000, "\n" * 40_000, " " * 40_000, "a. " * 20_000, "“" * 40_000, ".\n" * 20_000]
)
def test_hostile_text_takes_no_time(text):
    """Each is milliseconds when time grows with length, and minutes when it grows with its square."""
    assert len(furniture.own_sentences(text)) <= len(text)


def test_a_hostile_sentence_takes_no_time():
    body = "police taser protest arrest stabbed woman Met Hackney " * 1_500
    article = pa.table({"article_id": ["a"], "headline": [""], "body": [body]})
    began = time.process_time()
    assert transforms.topics(article).num_rows > 0
    assert transforms.entities(article).num_rows > 0
    assert time.process_time() - began < 10


@pytest.mark.parametrize(
    "paragraph",
    [
        "Skip to main content",
        "ADVERTISEMENT",
        "Become a supporter",
        "Fighting fund",
        "17 days remaining",
        "Read more: Ten arrested at march",
        "Sign up to our newsletter for the day's police news",
        "Share this article",
        "Follow us on Facebook for police and crime news",
        "A reader-funded paper needs your support. Police accountability needs it. Donate today.",
        "Independent journalism costs money. Make a donation to help us keep asking police hard questions.",
    ],
)
def test_furniture_is_known_by_its_words(paragraph):
    assert furniture.is_furniture(paragraph)


@pytest.mark.parametrize(
    "paragraph",
    [
        "Police have asked people to donate blood after the crash.",
        "The campaigners' fighting fund stands at £900, the union said, and police were told of the theft.",
        "He was told to skip the main road and share a lift, officers said.",
        "Supporters of the family held a vigil.",
        "“Become a supporter of the police,” he told the crowd.",
        "Residents signed a petition to support our streets.",
        "Officers read more than 900 messages before the trial, and none was from the man's brother.",
    ],
)
def test_an_article_s_own_words_are_not_furniture(paragraph):
    assert not furniture.is_furniture(paragraph)


def test_a_box_takes_its_scraps_with_it_but_not_the_article():
    own = "Police left at noon.\n\nA short line\n\nNobody was hurt."
    box = "Fighting fund\n\nYou've raised: £5\n\nWe need: £10\n\nStill: £5\n\nThank you all"
    body = f"{own}\n\n{box}"
    assert "\n\n".join(body[start:end] for start, end in furniture.spans(body)) == box


@given(st.text(max_size=80))
def test_furniture_is_whole_paragraphs(body):
    for start, end in furniture.spans(body):
        assert body[start:end] == body[start:end].strip() != ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Headline\n\nOne.\n\nTwo.", ("Headline", "One.\n\nTwo.")),
        ("Headline\nOne.\nTwo.\n", ("Headline", "One.\n\nTwo.")),
        ("\ufeffHeadline\r\n\r\nOne\r\nwrapped.\r\n", ("Headline", "One\nwrapped.")),
        ("Skip to main content\n\nAdvertisement\n\nHeadline\n\nOne.", ("Headline", "One.")),
        ("Headline", ("Headline", "")),
        ("Advertisement", ("Advertisement", "")),
        ("", ("", "")),
    ],
)
def test_plain_text_is_a_headline_line_and_paragraphs(text, expected):
    assert plain_text.article(text) == expected
