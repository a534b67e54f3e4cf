"""Feeds written to hurt: each is refused by name or gives what is good in it, within a second or two."""

import time
from contextlib import suppress

import pytest

from spiders.kinds import feed
from spiders.kinds.offer import UnreadableSource
from spiders.kinds.washing import limited, wash


def rss(items: bytes, before: bytes = b"") -> bytes:
    return before + b'<rss version="2.0"><channel>' + items + b"</channel></rss>"


def item(title: bytes) -> bytes:
    return b"<item><title>" + title + b"</title><link>https://e.test/1</link></item>"


def laughs(end: str) -> str:
    lines = [f'<!ENTITY lol{n} "{f"&lol{n - 1};" * 10}">' for n in range(1, 10)]
    declared = end.join(['<?xml version="1.0"?>', "<!DOCTYPE rss [", '<!ENTITY lol0 "lol">', *lines, "]>"])
    return declared + rss(item(b"&lol9;")).decode()


REFUSED = {
    "billion laughs": (laughs("\n").encode(), "entities"),
    "billion laughs on one line": (laughs("").encode(), "entities"),
    "billion laughs in UTF-16": (laughs("").encode("utf-16"), "entities"),
    "billion laughs in UTF-16 without a mark": (laughs("").encode("utf-16-be"), "entities"),
    "an external entity": (
        rss(item(b"&x;"), b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]>'),
        "entities",
    ),
    "quadratic blow-up": (
        rss(item(b"&a;" * 100_000), b'<!DOCTYPE rss [<!ENTITY a "' + b"A" * 100_000 + b'">]>'),
        "entities",
    ),
    "an external DTD's subset": (
        rss(item(b"x"), b'<!DOCTYPE rss SYSTEM "https://e.test/x.dtd" []>'),
        "entities",
    ),
    "a million nested tags": (rss(b"<x>" * 1_000_000), "tags"),
    "three million open brackets": (rss(item(b"<" * 3_000_000)), "tags"),
    "a million doctypes": (rss(b"<!DOCTYPE " * 900_000), "tags"),
    "a million attributes": (b'<rss version="2.0"' + b' a="1"' * 1_000_000 + b"></rss>", "no feed"),
    "nothing but noughts": (bytes(1_000_000), "no feed"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str) -> None:
    document, why = REFUSED[name]
    started = time.process_time()
    with pytest.raises(UnreadableSource, match=why):
        feed.read(document, "https://e.test/rss")
    assert time.process_time() - started < 8


LONG = "é&amp;".encode() * 300_000
UTF16 = '<?xml version="1.0" encoding="utf-16"?>'
WASHED = {
    "a headline of ten megabytes": (rss(item(b"Met " * 2_500_000)), "Met Met"),
    "a headline of open tags": (rss(item(b"&lt;b " * 1_600_000)), "<b <b"),
    "a headline in CDATA": (rss(item(b"<![CDATA[Met & City]]>")), "Met & City"),
    "a long body": (rss(item(b"Met</title><description>" + LONG + b"</description><title>")), "Met"),
    "a long body in CDATA": (
        rss(item(b"Met</title><description><![CDATA[" + b"<p>x</p>" * 300_000 + b"]]></description><title>")),
        "Met",
    ),
    "UTF-16": ((UTF16 + rss(item("Café".encode())).decode()).encode("utf-16"), "Café"),
    "accents at the cut": (rss(item("é".encode() * 5000)), "é" * 1000),
    "an old doctype": (
        rss(item(b"Met"), b'<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://e.test/x">'),
        "Met",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", WASHED)
def test_what_is_good_in_it_is_read(name: str) -> None:
    document, begins = WASHED[name]
    started = time.process_time()
    reading = feed.read(document, "https://e.test/rss")
    assert time.process_time() - started < 8
    (offer,) = reading.offers
    assert offer.url == "https://e.test/1"
    assert (offer.headline or "").startswith(begins)
    assert len(offer.headline or "") <= 1000
    assert reading.cut_short is None


def test_a_hundred_thousand_items_are_cut_and_said_to_be() -> None:
    items = b"".join(b"<item><link>https://e.test/%d</link></item>" % n for n in range(100_000))
    reading = feed.read(rss(items), "https://e.test/rss")
    assert len(reading.offers) == 2000
    assert reading.offers[0].url == "https://e.test/0"
    assert reading.cut_short == "100000 items, the first 2000 were read"


def test_an_ordinary_feed_is_left_as_it_is() -> None:
    document = rss(item("Café: “Met” &amp; City".encode()) * 50)
    assert wash(document).document == document


def test_parsing_that_takes_for_ever_is_ended() -> None:
    with pytest.raises(UnreadableSource, match=r"more than 0\.2 seconds"), limited(0.2):
        while True:
            with suppress(Exception):  # as parsers do
                sum(range(1000))


def test_an_items_text_is_cut_away_and_all_else_stays() -> None:
    text = (
        b"<description><![CDATA[<p>"
        + b"said " * 99
        + b"</p>]]></description><summary type='html'>x</summary>"
    )
    plain, full = item(b"Vigil"), item(b"Vigil" + b"</title>" + text + b"<title>Vigil")
    assert wash(rss(full)).document.count(b"said") == 0
    assert feed.read(rss(full), "https://e.test/rss") == feed.read(rss(plain), "https://e.test/rss")
    empty = rss(b"<description/><description />" + item(b"Vigil") + item(b"March"))
    assert [offer.headline for offer in feed.read(empty, "https://e.test/rss").offers] == ["Vigil", "March"]


def test_texts_that_are_never_closed_cost_no_time() -> None:
    before = time.process_time()
    wash(b"<rss>" + b"<description><summary x" * 60_000)
    assert time.process_time() - before < 2
