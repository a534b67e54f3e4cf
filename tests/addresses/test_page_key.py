"""Two addresses of one article share a key, two articles never do, however they are written."""

import tomllib
from itertools import combinations
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from addresses import canonical, page_key
from spiders.addresses import MalformedAddress, ask_for
from transforms.urls import article_id

PAIRS = tomllib.loads((Path(__file__).parent / "pairs.toml").read_text(encoding="utf-8"))
SAME = [(why, one, other) for why, urls in PAIRS["same"].items() for one, other in combinations(urls, 2)]
DIFFERENT = [
    (why, one, other) for why, urls in PAIRS["different"].items() for one, other in combinations(urls, 2)
]


@pytest.mark.parametrize(("why", "one", "other"), SAME)
def test_addresses_of_one_article_share_a_key(why, one, other):
    assert page_key(one) == page_key(other), why


@pytest.mark.parametrize(("why", "one", "other"), DIFFERENT)
def test_two_articles_never_share_a_key(why, one, other):
    assert page_key(one) != page_key(other), why


@pytest.mark.parametrize(("why", "one", "other"), SAME + DIFFERENT)
def test_who_asks_and_who_reads_mean_the_same_article(why, one, other):
    """The frontier's key of what is asked for, and the id of what was read, agree on every pair."""
    asked = page_key(_asked(one)) == page_key(_asked(other))
    read = article_id("x", canonical(one)) == article_id("x", canonical(other))
    assert asked == read == ((why, one, other) in SAME), why


def _asked(url):
    try:
        return ask_for(url)
    except MalformedAddress:  # a user in the address: never asked for
        return url


hosts = st.sampled_from(
    [
        "example.test",
        "www.example.test",
        "m.x.example.test",
        "EXAMPLE.test:443",
        "a.b.test:81",
        "bücher.test",
        "cdn.ampproject.org",
        "www.google.com",
        "amp.dev",
        "[::1]",
        "127.0.0.1:80",
    ]
)
segments = st.one_of(
    st.sampled_from(
        [
            "amp",
            "print",
            "index.html",
            "..",
            ".",
            "",
            "c",
            "s",
            "how-it-began",
            "x.test",
            "story-12345.amp",
            "a.amp.html",
            "a.html.print",
            "(S(abc))",
            ";jsessionid=1",
            "a;sid=2;sid=3",
            "2026",
            "%2e%2E",
            "A%",
            "%e9",
        ]
    ),
    st.text(st.characters(codec="utf-8", exclude_characters="?#", exclude_categories=["Cs"]), max_size=6),
)
names = st.sampled_from(
    ["id", "page", "utm_source", "at_medium", "q", "fbclid", "ref", "A", "ü", "amp;id", "print"]
)
values = st.one_of(st.sampled_from(["1", "2", "rss", "", "a=b", "%zz"]), st.text("ab &=%+ü", max_size=4))
parameters = st.lists(st.tuples(names, values), max_size=5)


@st.composite
def urls(draw):
    path = "/".join(draw(st.lists(segments, max_size=6)))
    query = "&".join(f"{name}={value}" for name, value in draw(parameters))
    return f"{draw(st.sampled_from(['http', 'https', 'HTTP']))}://{draw(hosts)}/{path}?{query}"


@given(urls())
@example("https://example.test/index.html/index.html")
@example("https://example.test/story-12345.amp.amp")
@example("https://www.google.com/amp/s/www.google.com/amp/s/x.test/c")
def test_again_changes_nothing(url):
    assert page_key(page_key(url)) == page_key(url)
    assert canonical(canonical(url)) == canonical(url)


@given(urls())
def test_the_canonical_address_means_the_same_page(url):
    assert page_key(canonical(url)) == page_key(url)


@given(st.lists(segments, max_size=4), parameters, st.randoms())
def test_the_order_of_parameters_changes_nothing(path, given, chance):
    shuffled = list(given)
    chance.shuffle(shuffled)
    one, other = (
        f"https://example.test/{quote('/'.join(path))}?{urlencode(query)}" for query in (given, shuffled)
    )
    assert page_key(one) == page_key(other)
    assert canonical(one) == canonical(other)


@given(st.text(max_size=60))
def test_no_text_raises(text):
    assert page_key(page_key(text)) == page_key(text)
    assert canonical(canonical(text)) == canonical(text)


@given(st.text("abcXYZ019-_", min_size=1, max_size=12), st.text("abcXYZ019-_", min_size=1, max_size=12))
def test_different_values_of_an_id_are_different_articles(one, other):
    keys = {page_key(f"https://example.test/story?id={value}") for value in (one, other)}
    assert len(keys) == len({one, other})


def test_a_key_is_no_address_that_could_be_asked_for():
    with pytest.raises(MalformedAddress):
        ask_for(page_key("https://www.example.test/a"))
