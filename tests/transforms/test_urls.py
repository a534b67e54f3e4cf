"""The one address of an article, whatever spelling it came in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.urls import article_id, canonical, own_address, registered_domain

SPELLINGS = {
    "case of scheme and host": ("HTTPS://WWW.Example.CO.UK/A", "https://www.example.co.uk/A"),
    "default port": ("https://example.org:443/a", "https://example.org/a"),
    "another port stays": ("http://127.0.0.1:8080/a", "http://127.0.0.1:8080/a"),
    "fragment": ("https://example.org/a#comments", "https://example.org/a"),
    "no path": ("https://example.org", "https://example.org/"),
    "user": ("https://me:secret@example.org/a", "https://example.org/a"),
    "tracking": (
        "https://example.org/a?utm_source=x&fbclid=1&at_medium=RSS&ns_campaign=y&ico=z",
        "https://example.org/a",
    ),
    "identity stays": ("https://example.org/story?id=7&cid=3", "https://example.org/story?cid=3&id=7"),
    "order": ("https://example.org/a?b=2&a=1", "https://example.org/a?a=1&b=2"),
    "blank value stays": ("https://example.org/?p=", "https://example.org/?p="),
    "trailing slash stays": ("https://example.org/a/", "https://example.org/a/"),
    "case of the path stays": ("https://example.org/News/A", "https://example.org/News/A"),
    "needless escapes": ("https://example.org/%7Eann/caf%C3%A9", "https://example.org/~ann/caf%C3%A9"),
    "escaped slash stays": ("https://example.org/a%2Fb", "https://example.org/a%2Fb"),
    "unescaped letters": ("https://example.org/café", "https://example.org/caf%C3%A9"),
    "host in letters": ("https://bücher.example/a", "https://xn--bcher-kva.example/a"),
    "dot after the host": ("https://example.org./a", "https://example.org/a"),
    "a cache's address": (
        "https://www-example-org.cdn.ampproject.org/c/s/www.example.org/a",
        "https://www.example.org/a",
    ),
    "mobile host stays": ("https://m.example.org/a", "https://m.example.org/a"),
    "page stays": (
        "https://example.org/how-the-story-began?page=2",
        "https://example.org/how-the-story-began?page=2",
    ),
    "white space": (" https://example.org/a\n", "https://example.org/a"),
}


@pytest.mark.parametrize(("spelled", "address"), SPELLINGS.values(), ids=SPELLINGS)
def test_canonical(spelled, address):
    assert canonical(spelled) == address


@given(st.text(max_size=60))
def test_no_text_raises(text):
    believed = own_address(text, "https://www.example.org/a")
    assert believed is None or canonical(believed) == believed


@pytest.mark.parametrize(
    "text", ["", "not an address", "http://[::1", "https://example.org:port/", "mailto:a@example.org", "//"]
)
def test_what_is_no_http_address_comes_back_as_it_was(text):
    assert canonical(text) == text


def test_an_id_is_stable_and_names_its_outlet():
    first = article_id("guardian", "https://www.theguardian.com/uk-news/2026/nov/22/police")
    assert first == "guardian-1dd69ace8fbe"  # stored in every book: a change here orphans them
    assert article_id("mirror", "https://www.theguardian.com/uk-news/2026/nov/22/police") != first


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://www.hackneygazette.co.uk/x", "hackneygazette.co.uk"),
        ("https://a.b.example.org", "example.org"),
        ("http://127.0.0.1:80/", "127.0.0.1"),
        ("http://localhost/", "localhost"),
        ("http://[", ""),
    ],
)
def test_registered_domain(url, domain):
    assert registered_domain(url) == domain


@pytest.mark.parametrize(
    ("claim", "believed"),
    [
        ("https://sister.org/1", True),
        ("https://www.sister.org/1", True),
        ("https://notsister.org/1", False),
        ("https://sister.org.evil.example/1", False),
    ],
)
def test_only_owned_domains_are_believed_beside_the_pages_own(claim, believed):
    assert (own_address(claim, "https://www.example.org/1", ["sister.org"]) is not None) == believed


@pytest.mark.parametrize(
    ("claim", "believed"),
    [
        ("https://www.example.org/", False),
        ("https://www.example.org/news", False),
        ("https://example.org/news/crime/", False),
        ("https://www.example.org/news/crime/chief-resigns-today", True),
        ("https://amp.example.org/news/crime/chief-resigns-today", True),
        ("https://www.example.org/news/crime/another-story-12345", True),
    ],
)
def test_a_page_is_not_believed_to_be_the_section_above_it(claim, believed):
    url = "https://www.example.org/news/crime/chief-resigns-today/comments"
    assert (own_address(claim, url) is not None) == believed


def test_the_amp_page_of_a_short_name_may_name_its_article():
    assert own_address("/budget", "https://www.example.org/budget/amp") == "https://www.example.org/budget"
