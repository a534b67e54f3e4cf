"""Makes the weeks of a topic outlet by outlet: what outlets published is told once for all topics."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from beatbook.site import headline
from beatbook.site.answers import Answer, ask, ask_each, stated

if TYPE_CHECKING:
    from beatbook.book import Book

MEASURES: tuple[headline.Measure, ...] = ("share", "articles")
COLUMNS = ["outlet", "period", "articles", "output", "share", "state"]  # of the statement that is shown
TOLD = headline.LATELY + headline.BEFORE  # weeks that words are made of


@dataclass(frozen=True)
class Output:
    """What each outlet published in each whole week, and whether we saw it: the same for every topic."""

    answer: Answer  # outlet, period, output, state; in this order

    @cached_property
    def places(self) -> dict[tuple[str, str], int]:
        """The row of each outlet and week."""
        return {(row[0], row[1]): at for at, row in enumerate(self.answer.rows)}

    @cached_property
    def spans(self) -> dict[str, range]:
        """The rows of each outlet."""
        spans: dict[str, range] = {}
        for at, row in enumerate(self.answer.rows):
            spans[row[0]] = range(spans[row[0]].start if row[0] in spans else at, at + 1)
        return spans

    def shown(self) -> dict[str, Any]:
        """Return it column by column: outlets with how many weeks they have; periods and states by number."""
        periods, states = sorted(set(self.answer.column("period"))), sorted(set(self.answer.column("state")))
        nth = {period: at for at, period in enumerate(periods)}
        return {
            "outlets": [[outlet, len(span)] for outlet, span in self.spans.items()],
            "periods": periods,
            "states": states,
            "period": [nth[period] for period in self.answer.column("period")],
            "output": self.answer.column("output"),
            "state": [states.index(state) for state in self.answer.column("state")],
        }


def output(book: "Book") -> Output:
    """Return what each outlet published, week by week."""
    return Output(ask(book, "attention_output"))


def shards(book: "Book", topics: Sequence[str], published: Output) -> Iterator[tuple[str, Any]]:
    """Yield each topic by outlet: the statement that gives all its weeks, and those in which something ran.

    `at` says in which rows of the output that was, each as its distance from the one before.
    """
    for topic, found in ask_each(book, "attention_counts", "topic", topics).items():
        counts = {published.places[outlet, period]: articles for outlet, period, articles in found.rows}
        at = sorted(counts)
        yield (
            f"outlets/{topic}",
            {
                "ran": {
                    "sql": stated(book, "attention_outlets", topic=topic),
                    "columns": COLUMNS,
                    "at": [place - before for before, place in zip([0, *at], at, strict=False)],
                    "articles": [counts[place] for place in at],
                },
                "words": words(book.topics[topic], counts, published, book.outlets),
            },
        )


def words(
    name: str, counts: dict[int, int], published: Output, names: dict[str, str]
) -> dict[str, dict[str, dict[str, str]]]:
    """Return the headline and the figures behind it for each outlet, in each measure."""
    rows = published.answer.rows
    said: dict[str, dict[str, dict[str, str]]] = {}
    for outlet, span in published.spans.items():
        blind = sum(1 for at in span if rows[at][2] is None)
        unseen = f"In {blind} of {len(span)} weeks it could not be seen." if blind else ""
        lately = [
            {
                "period": rows[at][1],
                "output": rows[at][2],
                "articles": None if rows[at][2] is None else counts.get(at, 0),
            }
            for at in span[-TOLD:]
        ]
        said[outlet] = {}
        for measure in MEASURES:
            found = headline.change(lately, measure)
            said[outlet][measure] = {
                "headline": headline.headline(f"{name} in {names[outlet]}", found),
                "deck": " ".join(filter(None, [headline.deck(found, "it"), unseen])),
            }
    return said
