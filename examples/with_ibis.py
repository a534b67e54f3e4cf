"""Builds a question as an expression instead of SQL, with ibis, and asks it within the book's limits.

python examples/with_ibis.py
"""

import ibis

import beatbook


def busiest_topics(book: beatbook.OpenBook) -> beatbook.Answer:
    """Return the five topics that most outlets wrote about: topic, outlets, articles."""
    columns = {"article_id": "string", "topic": "string", "outlet": "string", "day": "date"}
    tagged = ibis.table(columns, name="article_topics")
    counted = tagged.group_by("topic").aggregate(
        outlets=tagged.outlet.nunique(), articles=tagged.article_id.nunique()
    )
    asked = counted.order_by(ibis.desc("outlets"), ibis.desc("articles"), "topic").limit(5)
    return book.sql(ibis.to_sql(asked, dialect="duckdb"))


if __name__ == "__main__":
    with beatbook.open() as opened:
        print(busiest_topics(opened).arrow().to_pylist(), opened.cite, sep="\n")
