"""What pages ask of machines is read from headers and meta tags, and only what is said to us."""

import pytest

from spiders.rights import signals


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("noindex", ("noindex",)),
        ("NOINDEX, noarchive", ("noindex", "noarchive")),
        ("none", ("noindex",)),
        ("googlebot: noindex", ()),
        ("beatbook: noarchive, noai", ("noarchive", "noai")),
        ("unavailable_after: 25 Jun 2030 15:00:00 GMT", ()),
        ("max-image-preview:large, noindex", ("noindex",)),
        ("max-image-preview: large", ()),
        ("all", ()),
    ],
)
def test_x_robots_tag(value: str, expected: tuple[str, ...]) -> None:
    assert signals({"x-robots-tag": [value]}, b"") == expected


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ('<meta name="robots" content="noindex,follow">', ("noindex",)),
        ("<META CONTENT='noarchive' NAME='ROBOTS'/>", ("noarchive",)),
        ("<meta name=robots content=noimageai>", ("noimageai",)),
        ('<meta name="googlebot" content="noindex">', ()),
        ('<meta name="Beatbook" content="nosnippet">', ("nosnippet",)),
        ('<meta name="robots" content="max-snippet:-1, index">', ()),
        ('<meta name="tdm-reservation" content="1">', ("tdm-reservation",)),
        ('<meta name="tdm-reservation" content="0">', ()),
        ("<p>robots: noindex</p>", ()),
    ],
)
def test_meta_tags(tag: str, expected: tuple[str, ...]) -> None:
    assert signals({}, f"<html><head>{tag}</head>".encode()) == expected


def test_all_that_is_said_counts_once() -> None:
    headers = {"x-robots-tag": ["noindex", "otherbot: noai"], "tdm-reservation": ["1"]}
    assert signals(headers, b'<meta name="robots" content="noindex, noarchive">') == (
        "noindex",
        "noarchive",
        "tdm-reservation",
    )
