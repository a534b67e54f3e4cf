"""Opens the published warehouse for a command, and says whose book it is."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from beatbook.moments import span
from beatbook.refusal import Refusal
from warehouse.home import Home

if TYPE_CHECKING:
    from warehouse.query import Connection

FICTIONAL = ".test"  # the top-level domain that can never be a real outlet's (RFC 6761)


class Names(dict[str, str]):
    """Names by slug; a slug that is on no list any more, while the book has rows of it, is its own name."""

    def __missing__(self, slug: str) -> str:
        """Return the slug."""
        return slug


class Book:
    """One open warehouse, as the commands ask it; `connection` is for `warehouse.query`."""

    def __init__(self, home: Home, connection: "Connection") -> None:
        self.home, self.connection = home, connection

    @cached_property
    def topics(self) -> Names:
        """The topics' names by slug."""
        return Names({row["topic"]: row["name"] for row in self._all("topics")})

    @cached_property
    def rules_versions(self) -> dict[str, str | None]:
        """The version of the rules that tagged each topic; None for a group, and in books of earlier days."""
        return {row["topic"]: row["rules_version"] for row in self._all("topics")}

    @cached_property
    def outlets(self) -> Names:
        """The outlets' names by slug."""
        return Names({row["outlet"]: row["name"] for row in self._outlets})

    @cached_property
    def is_demo(self) -> bool:
        """Whether every outlet is a fictional one of the demo edition."""
        hosts = [urlsplit(row["homepage"]).hostname or "" for row in self._outlets]
        return bool(hosts) and all(host.endswith(FICTIONAL) for host in hosts)

    @property
    def as_of(self) -> str:
        """What to cite with a figure: when the warehouse was built, from which state, by which taxonomy."""
        from beatbook.open_book import cited

        return cited(self.connection)

    @cached_property
    def days(self) -> tuple[dt.date, dt.date] | None:
        """The first and the last day of which the book holds an article, if it holds any with a date."""
        held = [row for row in self._outlets if row["first_day"]]
        if not held:
            return None
        return min(row["first_day"] for row in held), max(row["last_day"] for row in held)

    @cached_property
    def mixture(self) -> str:
        """A warning, if some articles were tagged by other rules than the rest; empty if none was."""
        counted = self._all("tagged_by")
        others = sum(row["articles"] for row in counted if not row["is_current"])
        if len(counted) < 2 or not others:
            return ""
        some = "1 article was" if others == 1 else f"{others:,} articles were"
        return f"{some} tagged by other rules than the rest: see `beatbook retag`."

    @property
    def until(self) -> dt.date | None:
        """The day after which nobody is silent or blind, because the demo's fictional press has closed."""
        return self.days[1] if self.is_demo and self.days else None

    def last_day(self, since: dt.date | None, until: dt.date | None) -> dt.date | None:
        """Return the last day asked for: the book's own if none is named, unless `since` is later."""
        is_later = since and self.until and since > self.until
        return until or (None if is_later else self.until)

    @property
    def reach(self) -> str:
        """From when to when the book holds articles, in words."""
        held = f"articles from {span(*self.days)}" if self.days else "no dated article"
        return f"The book holds {held}."

    @cached_property
    def _outlets(self) -> list[dict[str, Any]]:
        return self._all("outlets")

    def _all(self, question: str) -> list[dict[str, Any]]:
        from warehouse import query

        return query.fetched(self.connection, question, None, query.plain).to_pylist()


@contextmanager
def opened(home: Home | None = None, *, as_of: str | None = None, quiet: bool = False) -> Iterator[Book]:
    """Yield the book of BEATBOOK_HOME; what it cannot answer ends the command with exit code 2,
    a damaged file of it with 1.

    With `as_of`, the book as it was published at that time, see `warehouse.snapshots.as_of`. Says on stderr
    that a demo's outlets are fictional, unless `quiet`.
    """
    from warehouse import asking, query

    home = home or Home.from_env()
    try:
        with asking.unbroken(), query.open(home, as_of) as connection:
            book = Book(home, connection)
            if book.is_demo and not quiet:
                from beatbook.screen import say

                say("demo edition: fictional outlets", style="dim")
            yield book
    except query.QuestionError as problem:
        raise Refusal(str(problem), 1 if isinstance(problem, query.DamagedBook) else 2) from problem


def path() -> Path:
    """Return where the warehouse of BEATBOOK_HOME is; refuses if nothing was published there."""
    home = Home.from_env()
    if not home.warehouse.exists():
        from warehouse.opening import nothing_published

        raise Refusal(nothing_published(home))
    return home.warehouse


def slug(name: str) -> str:
    """Return a name as slugs are written.

    >>> slug("Stop and search")
    'stop-and-search'
    """
    return "-".join(name.casefold().replace("_", " ").split())
