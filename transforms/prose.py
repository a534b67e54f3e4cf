"""One article's text, cut once for all who read it: what it is folded to, its sentences, its words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

import pyarrow as pa

from transforms import furniture, marks, words
from transforms.folding import fold, lower
from transforms.marks import Quoted
from transforms.sentences import sentences
from transforms.words import Word

LONGEST = 1_000_000  # code points of a body that are read; what follows is no article
Span = tuple[int, int]


@dataclass(frozen=True, eq=False)
class Field:
    """A headline or a body; what is asked of it is found out when it is first asked, and then known."""

    name: str
    text: str

    @cached_property
    def folded(self) -> str:
        """The text with marks, hyphens and spaces made plain."""
        return fold(self.text)

    @cached_property
    def lowered(self) -> str:
        """The folded text in lower case."""
        return lower(self.folded)

    @cached_property
    def boxes(self) -> list[Span]:
        """The paragraphs that are the site's furniture; a headline has none."""
        return furniture.spans(self.text) if self.name == "body" else []

    @cached_property
    def sentences(self) -> list[Span]:
        """The article's own sentences."""
        return furniture.outside(sentences(self.text), self.boxes)


@dataclass(frozen=True, eq=False)
class Prose:
    """One article as it is read for tags; `on` is the day it was published, if that is known."""

    article_id: str
    headline: Field
    body: Field
    on: date | None = None

    @classmethod
    def of(cls, headline: str, body: str, article_id: str = "", on: date | None = None) -> "Prose":
        """Return the prose of a headline and a body."""
        return cls(article_id, Field("headline", headline), Field("body", body), on)

    @cached_property
    def fields(self) -> tuple[Field, Field]:
        """The headline, then the body."""
        return self.headline, self.body

    @cached_property
    def words(self) -> list[Word]:
        """The words and marks of the body."""
        return words.words(self.body.text)

    @cached_property
    def starts(self) -> list[int]:
        """Where each of them begins."""
        return [word.start for word in self.words]

    @cached_property
    def capitals(self) -> list[int]:
        """The places, among the words, of those that begin with a capital letter."""
        return [nth for nth, word in enumerate(self.words) if word.is_capital and word.text != word.low]

    @cached_property
    def paragraphs(self) -> list[Span]:
        """The paragraphs of the body, the site's too."""
        return words.paragraphs(self.body.text)

    @cached_property
    def quotes(self) -> list[Quoted]:
        """What stands between marks in the body."""
        return marks.quoted(self.body.text, self.paragraphs)


def english(articles: pa.Table) -> Iterator[Prose]:
    """Yield each article not known to be in another language than English.

    Needs the columns article_id, headline and body (null gives ""), and heeds language and published_at if
    they are there.
    """
    columns = [articles[name].to_pylist() for name in ("article_id", "headline", "body")]
    known = [
        articles[name].to_pylist() if name in articles.column_names else [None] * len(articles)
        for name in ("language", "published_at")
    ]
    for article_id, headline, body, language, at in zip(*columns, *known, strict=True):
        if language is None or language.startswith("en"):
            on = at.date() if isinstance(at, datetime) else None
            yield Prose.of(headline or "", (body or "")[:LONGEST], article_id, on)
