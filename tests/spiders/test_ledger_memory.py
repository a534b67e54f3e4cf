"""The ledger with a past: what is known, put off, due again or due for a look, each with one outcome."""

import io
import json
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from hypothesis import example, given
from hypothesis import strategies as st
from the_echo import HOST, echo

from addresses import page_key
from spiders.kinds.offer import Offer
from spiders.ledger import Ledger
from spiders.memory import Again, Memory
from spiders.outcomes import UNASKED, Outcome
from spiders.second_looks import Look

SOURCE = f"https://{HOST}/rss"
NOW = datetime.now(UTC)
PLACES = ("known", "due", "again", "waiting", "new", "sport/x")
OFFERS = st.one_of(
    st.builds(
        "https://{}/{}{}".format,
        st.sampled_from([HOST, "elsewhere.test"]),
        st.sampled_from(PLACES),
        st.sampled_from(["", "?utm_source=rss", "#top", "?page=2"]),
    ),
    st.sampled_from(["", "mailto:a@b.test", "https://[::1", "ftp://www.echo.test/known"]),
    st.text(max_size=20),
)


def at(place: str) -> str:
    return f"https://{HOST}/{place}"


def again(place: str, retry_at: datetime | None) -> Again:
    return Again(page_key(at(place)), at(place), SOURCE, NOW, "Story", retry_at)


def past() -> Memory:
    due = Look(page_key(at("due")), at("due"), NOW, NOW, NOW, source_url=SOURCE)
    return Memory(
        known=frozenset({page_key(at("known")), due.key}),
        again=(again("again", None), again("waiting", NOW + timedelta(hours=1))),
        looks={due.key: due},
    )


@given(st.lists(OFFERS, max_size=15), st.integers(0, 4), st.booleans())
@example(["", "\x85"], 0, False)  # a space to Python, none to XML
def test_every_url_offered_has_exactly_one_outcome(urls: list[str], most: int, answers: bool) -> None:
    book = Ledger(echo(exclude=("/sport/",)), past(), io.StringIO(), most)
    asked = [book.admit(Offer(url, None, None), SOURCE) for url in urls]
    asked += [book.admit(offer, source) for offer, source in book.left()]
    for page in asked:
        if page and answers:
            book.settle(page.key, Outcome.FETCHED)
    book.close()
    assert isinstance(book.file, io.StringIO)
    lines = [json.loads(line) for line in book.file.getvalue().splitlines()]
    keys = [key(line["url"]) for line in lines]
    assert len(keys) == len(set(keys)) == book.offered, "one line a page"
    assert {key(url) for url in urls} | {page_key(at(place)) for place in ("due", "again", "waiting")} == set(
        keys
    )
    for line in lines:
        outcome = Outcome(line["outcome"])
        wanted = expected(line["url"])
        was_asked = outcome in (Outcome.FETCHED if answers else Outcome.CANCELLED, Outcome.POSTPONED)
        assert was_asked if wanted is None else outcome is wanted, line
    requests = [page for page in asked if page]
    assert len(requests) <= most
    assert all((page.look is not None) == (page.key == page_key(at("due"))) for page in requests)


def expected(url: str) -> Outcome | None:
    """Return the outcome that the address alone decides; None if it is to be asked for."""
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return Outcome.MALFORMED_URL
    if parts.scheme not in ("http", "https") or not host:
        return Outcome.MALFORMED_URL
    if host != HOST:
        return Outcome.OFF_DOMAIN
    if parts.path.startswith("/sport/"):
        return Outcome.EXCLUDED
    if page_key(url) == page_key(at("known")):
        return Outcome.KNOWN
    return Outcome.POSTPONED if page_key(url) == page_key(at("waiting")) else None


def key(url: str) -> str:
    """Return what makes two lines of the ledger the same page."""
    return url.strip() if expected(url.strip()) is Outcome.MALFORMED_URL else page_key(url.strip())


def test_no_request_is_made_for_what_is_settled_without_asking() -> None:
    book = Ledger(echo(exclude=("/sport/",)), past(), io.StringIO(), 0)
    for url in ("mailto:a", at("known"), at("sport/x"), "https://elsewhere.test/", at("new")):
        assert book.admit(Offer(url, None, None), SOURCE) is None
    assert set(book.outcomes) == UNASKED & set(book.outcomes)
    assert sum(book.outcomes.values()) == 5


def test_a_second_look_asks_for_the_page_as_it_was_asked_for_first() -> None:
    book = Ledger(echo(), past(), io.StringIO())
    asked = book.admit(Offer(at("due") + "?utm_source=rss", None, None), SOURCE)
    assert asked is not None
    assert (asked.url, book.second_looks, book.offered) == (at("due"), 1, 1)
    assert [offer.url for offer, _ in book.left()] == [at("again"), at("waiting")]
