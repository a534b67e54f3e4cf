"""Feeds as they are in the wild: three families, broken ones, hostile ones."""

from datetime import UTC, datetime

import pytest

from spiders.kinds.feed import read
from spiders.kinds.offer import HEADLINE_LIMIT, Offer, Reading, UnreadableSource

AT = "https://www.echo.test/rss"
NINE = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def rss(*items: str) -> bytes:
    body = "".join(f"<item>{item}</item>" for item in items)
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>Echo</title>{body}</channel></rss>'.encode()
    )


ONE = "<title>Met officer charged</title><link>https://www.echo.test/a</link>"
DATED = ONE + "<pubDate>Sun, 22 Nov 2026 09:00:00 GMT</pubDate>"
OFFER = Offer("https://www.echo.test/a", NINE, "Met officer charged")

RDF = b"""<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<item rdf:about="https://www.echo.test/a"><title>Met officer charged</title>
<link>https://www.echo.test/a</link><dc:date>2026-11-22T09:00:00Z</dc:date></item></rdf:RDF>"""

ATOM = b"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Echo</title>
<entry><title>Met officer charged</title><link rel="enclosure" href="https://www.echo.test/a.mp3"/>
<link rel="alternate" href="/a"/><updated>2026-11-22T11:00:00+02:00</updated></entry></feed>"""


@pytest.mark.parametrize("document", [rss(DATED), RDF, ATOM], ids=["rss", "rdf", "atom"])
def test_three_families_say_the_same(document: bytes) -> None:
    assert read(document, AT) == Reading((OFFER,), is_newest_first=True)


def test_order_and_reach() -> None:
    later = DATED.replace("09:00", "10:30").replace("/a", "/b")
    reading = read(rss(DATED, ONE.replace("/a", "/c"), later), AT)
    assert [offer.url[-2:] for offer in reading.offers] == ["/a", "/c", "/b"]
    assert (reading.oldest_at, reading.newest_at) == (NINE, NINE.replace(hour=10, minute=30))
    assert reading.items == 3


def test_an_item_pinned_above_newer_ones_says_nothing_of_the_reach() -> None:
    def item(day: int, month: str = "Nov") -> str:
        date = f"{day:02} {month} 2026 09:00:00 GMT"
        return f"<item><link>https://e.test/{month}{day}</link><pubDate>{date}</pubDate></item>"

    def reach(*items: str) -> int | None:
        oldest = read(rss(*items), "https://e.test/rss").oldest_at
        return oldest and oldest.day

    assert reach(item(1, "Jan"), item(22), item(21), item(20)) == 20
    assert reach(item(22), item(1, "Jan"), item(21), item(20)) == 20, "wherever it stands"
    assert reach(item(22), item(21), item(9)) == 9, "a quiet week is no pin"
    assert reach(item(10), item(15), item(22)) == 10, "oldest first"


def test_item_without_address_is_counted() -> None:
    reading = read(rss(DATED, "<title>no link</title><guid isPermaLink='false'>x</guid>"), AT)
    assert (len(reading.offers), reading.without_address, reading.items) == (1, 1, 2)


def test_permanent_guid_is_an_address() -> None:
    assert read(rss("<guid>https://www.echo.test/g</guid>"), AT).offers[0].url == "https://www.echo.test/g"


@pytest.mark.parametrize(
    ("date", "moment"),
    [
        ("Mon, 01 Jun 2026 10:00:00 BST", datetime(2026, 6, 1, 9, 0, tzinfo=UTC)),
        ("Mon, 01 Jun 2026 10:00:00 +0100", datetime(2026, 6, 1, 9, 0, tzinfo=UTC)),
        ("2026-06-01T09:00:00Z", datetime(2026, 6, 1, 9, 0, tzinfo=UTC)),
        ("yesterday", None),
        ("", None),
    ],
)
def test_dates(date: str, moment: datetime | None) -> None:
    assert read(rss(f"{ONE}<pubDate>{date}</pubDate>"), AT).offers[0].offered_at == moment


def test_headline_is_unescaped_on_one_line_and_bounded() -> None:
    link = "<link>https://www.echo.test/a</link>"
    items = [f"<title>Police &amp;amp; crime\n  £5m</title>{link}", f"<title>{'x' * 5000}</title>{link}"]
    first, second = read(rss(*items), AT).offers
    assert first.headline == "Police & crime £5m"
    assert second.headline == "x" * HEADLINE_LIMIT


def test_charset_of_the_declaration_is_read() -> None:
    document = '<?xml version="1.0" encoding="windows-1252"?>' + rss(DATED).decode().partition("?>")[2]
    found = read(document.replace("Met officer", "Met’s £").encode("cp1252"), AT)
    assert found.offers[0].headline == "Met’s £ charged"


def test_feed_cut_short_gives_what_came_through() -> None:
    whole = rss(DATED, ONE.replace("/a", "/b"), ONE.replace("/a", "/c"))
    found = read(whole[: whole.index(b"/c")], AT)
    assert [offer.url for offer in found.offers][:2] == ["https://www.echo.test/a", "https://www.echo.test/b"]


def test_entities_are_neither_fetched_nor_blown_up() -> None:
    nested = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    dtd = f'<!DOCTYPE r [<!ENTITY e0 "lol"><!ENTITY f SYSTEM "file:///etc/hostname">{nested}]>'
    head, _, rest = (
        rss("<title>&e9; &f;</title><link>https://www.echo.test/a</link>").decode().partition("?>")
    )
    with pytest.raises(UnreadableSource, match="declares entities"):
        read(f"{head}?>{dtd}{rest}".encode(), AT)


@pytest.mark.parametrize(
    "document",
    [
        b"",
        b"<html><body><p>We are down</p></body></html>",
        b"\x00\xff" * 40,
        b"http://127.0.0.1:9/",
        b"/etc/hostname",
    ],
    ids=["empty", "html", "noise", "address", "path"],
)
def test_what_is_no_feed_says_so(document: bytes) -> None:
    with pytest.raises(UnreadableSource, match="no feed"):
        read(document, AT)


def test_feed_without_items_is_a_feed() -> None:
    assert read(rss(), AT) == Reading((), is_newest_first=True)
