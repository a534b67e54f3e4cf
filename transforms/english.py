"""The articles that are read for tags: those in English, or in no known language."""

from collections.abc import Iterator

import pyarrow as pa


def english(articles: pa.Table) -> Iterator[tuple[str, str, str]]:
    """Yield the identifier, headline and body of each article not known to be in another language.

    Needs the columns article_id, headline and body (null gives ""), and heeds language if there is one.
    """
    columns = [articles[name].to_pylist() for name in ("article_id", "headline", "body")]
    languages = (
        articles["language"].to_pylist() if "language" in articles.column_names else [None] * len(articles)
    )
    for article_id, headline, body, language in zip(*columns, languages, strict=True):
        if language is None or language.startswith("en"):
            yield article_id, headline or "", body or ""
