"""Asks a saved query of the book: what it finds, and which of that is worth an alert."""

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from beatbook import moments
from beatbook.digest import asking, findings
from beatbook.digest.lines import Line, Piece
from beatbook.digest.wording import count, expected, sentence
from beatbook.refusal import Refusal
from beatbook.saved_queries import Saved
from beatbook.site.answers import Column, Value, literal, written

if TYPE_CHECKING:
    from beatbook.book import Book

BACK = 7  # days, the last included, that alerts and lists look back
MOST = 50  # articles of a list, or of a feed
ALERTED = 1000  # articles of a week that an alert looks at


def checked(book: "Book", saved: Saved) -> Saved:
    """Return the query if the book can answer it. Raises Refusal, which names the file and the field."""
    from warehouse import query
    from warehouse.asking import near

    strangers = [each for each in saved.outlets if each not in book.outlets]
    for field, slug, known in (
        *(("outlets", each, book.outlets) for each in strangers),
        ("topic", saved.topic, book.topics),
    ):
        if slug is not None and slug not in known:
            meant = near(slug, {each: each for each in known})
            hint = f" Did you mean {', '.join(meant)}?" if meant else ""
            raise Refusal(f"{saved.file}: `{field}`: the book has no {slug!r}.{hint}")
    if saved.search is not None:
        try:
            query.search(book.connection, saved.search, limit=1)
        except query.QuestionError as problem:
            raise Refusal(f"{saved.file}: `search`: {problem}") from problem
    return saved


def last_day(book: "Book") -> dt.date | None:
    """Return the last day of which the book may hold something, over or not."""
    (held,) = asking.rows(book, "days")
    return min(filter(None, (held["last_day"], book.until)), default=None)


def articles(
    book: "Book", saved: Saved, since: dt.date | None = None, most: int = MOST
) -> list[dict[str, Any]]:
    """Return the newest articles that the query finds, each row with `total`, how many there are in all."""
    return _asked(book, saved, "saved_articles", since=since, until=None, most=most)


def found(book: "Book", saved: Saved) -> list[Line]:
    """Return what the query would alert to: a line a burst, an article or a story with silent outlets."""
    last = last_day(book)
    if last is None:
        return []
    since = last - dt.timedelta(days=BACK - 1)
    match saved.alert:
        case "burst":
            told = _asked(
                book, saved, "saved_bursts", since=since, until=None, least=Column(repr(saved.least))
            )
            lines = [_burst(book, saved, row) for row in told]
        case "any":
            lines = [_article(row) for row in articles(book, saved, since, ALERTED)]
        case "silence":
            judged = dt.timedelta(days=1)
            until = last - (judged if book.until else 2 * judged)  # a live book's last day is not over
            everybody = replace(saved, outlets=())
            told = _asked(
                book, everybody, "saved_stories", since=since - judged, until=until, least=findings.RAN
            )
            made = [findings.silence(book, row, among=saved.outlets or None) for row in told]
            lines = [line for line in made if line is not None]
        case _:
            lines = []
    return [replace(line, key=f"saved:{saved.slug}:{line.key}") for line in lines]


def statement(saved: Saved, day: dt.date) -> str:
    """Return the statement that finds the query's articles of a day, as a person would write it."""
    of = f" and outlet in ({', '.join(map(literal, saved.outlets))})" if saved.outlets else ""
    if saved.search is not None:
        return f"from matches({literal(saved.search)}) where day = {literal(day)}{of}"
    topic = literal(saved.topic)
    about = f"(topic = {topic} or topic in (select topic from topics where parent = {topic}))"  # noqa: S608
    return f"select distinct article_id from article_topics where {about} and day = {literal(day)}{of}"  # noqa: S608


def _burst(book: "Book", saved: Saved, row: dict[str, Any]) -> Line:
    day = row["day"]
    made = asking.pieces(book, row["article_ids"][: findings.MOST])
    said = (
        f"{sentence(count(row['articles'], 'article'))} in {count(row['outlets'], 'outlet')} on "
        f"{moments.day(day)}, where {expected(row['expected'])} expected."
    )
    page = f"index.html#topic={saved.topic}" if saved.topic else "index.html"
    name = f"{saved.name}: a burst"
    return Line(f"burst:{day}", name, said, statement(saved, day), page, day, articles=tuple(made.values()))


def _article(row: dict[str, Any]) -> Line:
    day: dt.date = row["day"]
    piece: Piece = asking.piece(row)
    return Line(
        f"article:{piece.article_id}",
        piece.headline,
        f"{piece.outlet}, {moments.day(day)}.",
        f"from evidence({literal(piece.article_id)})",
        f"article.html#id={piece.article_id}",
        day,
        articles=(piece,),
    )


def _asked(book: "Book", saved: Saved, name: str, **values: Value) -> list[dict[str, Any]]:
    """Return the rows of one of the files under `sql`, asked of what the query finds."""
    from warehouse import query

    inside: dict[str, Value] = {"found": Column(_found(saved)), "outlets": _outlets(saved)}
    sql = written(asking.text(name), {**values, **inside})
    return [asking.safe(row) for row in query.sql(book.connection, sql, seconds=asking.SECONDS).to_pylist()]


def _found(saved: Saved) -> str:
    values: dict[str, Value] = {"topic": saved.topic, "search": saved.search, "outlets": _outlets(saved)}
    return written(asking.text("found_by_topic" if saved.topic else "found_by_search"), values)


def _outlets(saved: Saved) -> Column:
    return Column("[" + ", ".join(literal(each) for each in saved.outlets) + "]" if saved.outlets else "null")
