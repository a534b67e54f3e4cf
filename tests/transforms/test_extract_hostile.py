"""No page, however broken, raises or hangs: it gives an article, perhaps an empty one."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.extract import NOTHING, Article, extract

URL = "https://www.example.co.uk/news/1"
SENTENCE = "A man was arrested on suspicion of assault after an incident outside a shop in Leeds on Monday."
TAGS = (
    "p",
    "div",
    "a",
    "table",
    "td",
    "script",
    "style",
    "article",
    "h1",
    "time",
    "meta",
    "br",
    "form",
    "svg",
    "b",
    "li",
)

LD = '<script type="application/ld+json">'

pieces = st.one_of(
    st.text(max_size=40),
    st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]),
    st.sampled_from(
        [
            SENTENCE,
            LD + '{"@type":"NewsArticle","author":[null,7,{"name":[{}]}],"headline":{}}</script>',
            LD + '[{"@graph":{"@graph":{"@type":["NewsArticle",3],"datePublished":7}}}]</script>',
            LD + '{"@type":"NewsArticle","headline":["a"],"isAccessibleForFree":[],"hasPart":3}',
            "<time datetime='0000-99-99T99:99:99+99:99'>",
            "<meta property=article:published_time content='9999-12-31T23:59:59-23:59'>",
            "<link rel=canonical href='http://[::1'>",
            "<html lang='zz\x00'>",
            "<p style='display:none'>",
            "<!--",
            "<![CDATA[",
            "<?xml version='1.0' encoding='utf-16'?>",
            "&#0;&#xD800;&bogus;",
            "<" * 30,
        ]
    ),
)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(pieces, max_size=40),
    st.sampled_from([URL, "", "no address", "http://[", "https://x.uk:99999/", "//"]),
)
def test_no_text_raises(parts, url):
    assert isinstance(extract("".join(parts), url), Article)


@settings(max_examples=200, deadline=None)
@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"\xef\xbb\xbf", b"\xff\xfe", b"<meta charset=", b"<p>" * 300]),
)
def test_no_bytes_raise(junk, start):
    assert isinstance(extract(start + junk, URL), Article)


@pytest.mark.parametrize(
    "html", [b"", b"   \n", b"\x00", b"<!-- nothing -->", "", b"\xef\xbb\xbf", b"<?xml version='1.0'?>"]
)
def test_what_is_no_page_is_nothing(html):
    found = extract(html, URL)
    assert (found.headline, found.body, found.authors, found.published_at) == ("", "", (), None)
    assert found.access == NOTHING.access


DEEP = {
    "divs": "<div>" * 100_000 + SENTENCE,
    "unclosed b": f"<h1>Man held</h1>{f'<b><p>{SENTENCE}' * 400}",
    "nested tables": "<table><tr><td>" * 3000 + SENTENCE,
    "nested lists": "<ul><li>" * 3000 + SENTENCE,
    "json": f'<script type="application/ld+json">{"[" * 100_000}</script><p>{SENTENCE}</p>',
    "graphs": '<script type="application/ld+json">'
    + '{"@graph":[' * 500
    + "]}" * 500
    + f"</script><p>{SENTENCE}</p>",
    "attributes": "<p " + " ".join(f"a{n}=b" for n in range(5_000)) + f">{SENTENCE}</p>",
    "entities": "<p>" + "&amp;" * 200_000 + "</p>",
}


@pytest.mark.parametrize("html", DEEP.values(), ids=DEEP)
def test_depth_and_width_do_not_raise(html):
    assert isinstance(extract(html.encode(), URL), Article)


def test_text_below_hundreds_of_unclosed_tags_is_found():
    texts = [f"{SENTENCE} Paragraph {number}." for number in range(200)]
    html = "<h1>Man held</h1>" + "".join(f"<div><b><p>{text}" for text in texts)
    assert extract(html, URL).body.count("Paragraph") > 190  # the outermost two or three may go


def test_ten_megabytes_take_seconds():
    started = time.process_time()
    script = b"<script>" + b"var a = 1;\n" * 700_000 + b"</script>"
    found = extract(b"<h1>Man held</h1>" + script + f"<p>{SENTENCE}</p>\n".encode() * 20_000, URL)
    assert found.headline == "Man held"
    assert time.process_time() - started < 30


CHARSETS = {
    "utf-8 undeclared": "<p>{}</p>".format,
    "windows-1252 undeclared": "<p>{}</p>".format,
    "windows-1252 declared as latin-1": (
        '<meta http-equiv=Content-Type content="text/html; charset=iso-8859-1"><p>{}</p>'.format
    ),
    "utf-16 with a mark": "\ufeff<p>{}</p>".format,
    "utf-8 declared as latin-1": "<meta charset=iso-8859-1><p>{}</p>".format,
    "iso-8859-15 declared": "<meta charset=iso-8859-15><p>{}</p>".format,
}
TEXT = "“It’s a café in Zürich”, the force’s spokesman said, “and the bill was £12 – which he paid in full.”"
PLAIN = "Zoë Núñez paid £12 at a café in Zürich, the force said, and it was the last that anybody saw of her."


@pytest.mark.parametrize(
    ("name", "text", "charset"),
    [
        ("utf-8 undeclared", TEXT, "utf-8"),
        ("windows-1252 undeclared", TEXT, "windows-1252"),
        ("windows-1252 declared as latin-1", TEXT, "windows-1252"),
        ("utf-16 with a mark", TEXT, "utf-16-le"),
        ("utf-8 declared as latin-1", TEXT, "utf-8"),
        ("iso-8859-15 declared", PLAIN, "iso-8859-15"),
    ],
)
def test_charset(name, text, charset):
    html = CHARSETS[name](text)
    assert extract(html.encode(charset), URL).body == text


def test_one_broken_byte_does_not_spoil_a_utf8_page():
    html = f"<meta charset=utf-8><p>{TEXT}</p>".encode() + b"<p>\xff</p>"
    assert extract(html, URL).body.startswith(TEXT)


def test_an_unknown_charset_is_read_as_windows_1252():
    assert extract(f"<meta charset=klingon-1><p>{TEXT}</p>".encode("windows-1252"), URL).body == TEXT
