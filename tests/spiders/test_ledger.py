"""The ledger: one outcome a URL, whatever is offered and in whatever order."""

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from the_echo import echo

from addresses import page_key
from spiders.addresses import LONGEST, MalformedAddress, ask_for
from spiders.kinds.offer import Offer
from spiders.ledger import Ledger
from spiders.memory import Memory
from spiders.outcomes import Outcome

SOURCE = "https://www.echo.test/rss"


def ledger(known: frozenset[str] = frozenset(), most_requests: int = 10) -> Ledger:
    return Ledger(echo(exclude=("/sport/",)), Memory(known), io.StringIO(), most_requests)


def lines(book: Ledger) -> list[dict[str, object]]:
    assert isinstance(book.file, io.StringIO)
    return [json.loads(line) for line in book.file.getvalue().splitlines()]


def offer(url: str) -> Offer:
    return Offer(url, None, None)


def test_duplicates_count_once_and_the_first_source_wins() -> None:
    book = ledger()
    asked = book.admit(offer("https://www.echo.test/a?utm_source=rss#top"), SOURCE)
    assert asked is not None
    assert asked.url == "https://www.echo.test/a?utm_source=rss"
    assert book.admit(offer("http://WWW.echo.test/a"), "https://www.echo.test/other") is None
    book.settle(asked.key, Outcome.FETCHED)
    assert [(line["url"], line["source_url"]) for line in lines(book)] == [(asked.url, SOURCE)]
    assert (book.offered, book.fetched, book.duplicates) == (1, 1, 1)


def test_settling_twice_or_unasked_is_an_error() -> None:
    book = ledger()
    asked = book.admit(offer("https://www.echo.test/a"), SOURCE)
    assert asked is not None
    book.settle(asked.key, Outcome.GONE)
    with pytest.raises(KeyError):
        book.settle(asked.key, Outcome.FETCHED)


def test_more_than_enough_is_postponed() -> None:
    book = ledger(most_requests=2)
    admitted = [book.admit(offer(f"https://www.echo.test/{n}"), SOURCE) for n in range(5)]
    assert [asked is not None for asked in admitted] == [True, True, False, False, False]
    assert book.outcomes == {Outcome.POSTPONED: 3}


def test_what_is_open_at_the_end_is_cancelled() -> None:
    book = ledger()
    book.admit(offer("https://www.echo.test/a"), SOURCE)
    book.close()
    book.close()
    assert [line["outcome"] for line in lines(book)] == ["cancelled"]


ADDRESSES = st.one_of(
    st.text(max_size=60),
    st.builds(
        "https://{}/{}".format,
        st.sampled_from(["www.echo.test", "x.test", "[::1", "a:b"]),
        st.text(max_size=30),
    ),
    st.sampled_from(
        ["", "//", "https://", "javascript:alert(1)", "https://www.echo.test/sport/x", "x" * 5000]
    ),
)


@given(st.lists(ADDRESSES, max_size=12))
def test_every_url_offered_has_exactly_one_line(urls: list[str]) -> None:
    book = ledger(known=frozenset({"//www.echo.test/known"}))
    for url in [*urls, "https://www.echo.test/known"]:
        asked = book.admit(offer(url), SOURCE)
        assert asked is None or book.outlet.owns(asked.url)
    book.close()
    written = lines(book)
    assert len(written) == book.offered == sum(book.outcomes.values())
    assert book.offered + book.duplicates == len(urls) + 1
    assert all(len(str(line["url"])) <= LONGEST for line in written)


@given(st.text(max_size=80))
def test_an_address_made_fit_stays_as_it_is(text: str) -> None:
    try:
        fit = ask_for(f"https://www.echo.test/{text}")
    except MalformedAddress:
        return
    assert ask_for(fit) == fit
    assert page_key(fit) == page_key(f"https://www.echo.test/{text}"), "it means the page that was offered"
