"""Makes what the pages Attention and Compare draw: how much was written about each topic, week by week."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from beatbook import moments
from beatbook.site import headline, outlets
from beatbook.site.answers import Answer, ask_each, chunks

if TYPE_CHECKING:
    from beatbook.book import Book

LISTED = 8  # articles that a week lists of one outlet
EARLIER = 12  # that a week lists of all outlets, if it lies before the last half-year
RECENT = (
    26  # weeks whose articles have pages of their own, so that a site grows with weeks and not with articles
)


def shards(book: "Book", topics: Sequence[str], linked: set[str]) -> Iterator[tuple[str, Any]]:
    """Yield each topic's shards by name: its weeks first, then its articles, a year each, then its outlets.

    The ids of the articles that they link to are added to `linked`.
    """
    published = outlets.output(book)
    yield "output", published.shown()
    most = {"most": LISTED, "earlier": EARLIER, "recent": recent(book)}
    for some in chunks(topics):
        weeks, bursts = (ask_each(book, f"attention_{name}", "topic", some) for name in ("weeks", "bursts"))
        articles = ask_each(book, "attention_articles", "topic", some, **most)
        for topic in some:
            said = {
                one: words(book.topics[topic], weeks[topic], bursts[topic], one) for one in outlets.MEASURES
            }
            yield (
                f"attention/{topic}",
                {"weeks": weeks[topic].shown(), "bursts": bursts[topic].shown(), "words": said},
            )
            linked.update(row["article_id"] for row in articles[topic].dicts() if row["is_recent"])
            for year, part in by_year(articles[topic]).items():
                yield f"articles/{topic}/{year}", {"articles": part.shown()}
        yield from outlets.shards(book, some, published)


def recent(book: "Book") -> dt.date | None:
    """Return the Monday from which on articles have pages of their own; None for a book without a day."""
    if not book.days:
        return None
    return moments.monday(book.days[1]) - dt.timedelta(weeks=RECENT - 1)


def words(name: str, weeks: Answer, bursts: Answer, measure: headline.Measure) -> dict[str, str]:
    """Return the headline of a topic's chart, the figures behind it, and what stands out in all."""
    told = weeks.dicts()
    found = headline.change(told, measure)
    return {
        "headline": headline.headline(name, found),
        "deck": " ".join(filter(None, [headline.deck(found), _bursts(bursts.dicts()), _unseen(told)])),
    }


def changed(weeks: Answer) -> dict[str, Any] | None:
    """Return a topic's change for the list of what changed most: its direction, how sure, and in words."""
    found = headline.change(weeks.dicts(), "share")
    if found is None:
        return None
    return {
        "direction": found.direction,
        "deviations": round(found.deviations, 2),
        "lately": found.lately,
        "usual": found.usual,
    }


def by_year(articles: Answer) -> dict[str, Answer]:
    """Return the rows by the year that their week begins in."""
    at = articles.columns.index("period")
    years: dict[str, list[list[Any]]] = defaultdict(list)
    for row in articles.rows:
        years[row[at][:4]].append(row)
    return {year: Answer(articles.sql, articles.columns, rows) for year, rows in years.items()}


def _bursts(bursts: list[dict[str, Any]]) -> str:
    if not bursts:
        return ""
    largest = max(bursts, key=lambda burst: burst["score"])
    when = moments.day(headline.date(largest["day"]))
    told = f", when {largest['articles']} articles ran instead of {largest['expected']:g}"
    if len(bursts) == 1:
        return f"One day stands out: {when}{told}."
    return f"{len(bursts)} days stand out, most of all {when}{told}."


def _unseen(weeks: list[dict[str, Any]]) -> str:
    unseen = sum(1 for week in weeks if week["outlets_blind"])
    if not unseen:
        return ""
    return f"In {unseen} of {len(weeks)} weeks one outlet or more could not be seen."
