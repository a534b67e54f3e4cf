"""The edition's truth as figures, for comparing what the warehouse counts with what was printed."""

from collections import Counter
from datetime import date, timedelta

from .article import DemoArticle
from .edition import Edition
from .rota import london_day


def week_of(article: DemoArticle) -> date:
    """Return the Monday of the London week in which the article was published."""
    day = london_day(article.published_at)
    return day - timedelta(days=day.weekday())


def kept_articles(edition: Edition, outlet: str | None = None) -> list[DemoArticle]:
    """Return the articles that should end in the warehouse, of one outlet or of all, oldest first."""
    return [article for article in edition.articles if article.kept and outlet in (None, article.outlet)]


def kept_per_outlet(edition: Edition) -> Counter[str]:
    """Return how many articles of each outlet should end in the warehouse."""
    return Counter(article.outlet for article in kept_articles(edition))


def weekly_topics(edition: Edition) -> Counter[tuple[str, str, date]]:
    """Return (topic, outlet, Monday) -> kept articles truly about the topic; what is missing is nought."""
    return Counter(
        (topic, article.outlet, week_of(article))
        for article in kept_articles(edition)
        for topic in article.topics
    )


def weekly_articles(edition: Edition) -> Counter[tuple[str, date]]:
    """Return (outlet, Monday) -> kept articles, whatever they are about."""
    return Counter((article.outlet, week_of(article)) for article in kept_articles(edition))


def topics_by_url(edition: Edition) -> dict[str, frozenset[str]]:
    """Return canonical URL -> true topics, for the kept articles."""
    return {article.url: article.topics for article in kept_articles(edition)}


def outcomes_per_outlet(edition: Edition) -> dict[str, Counter[str]]:
    """Return outlet -> outcome -> how many offered URLs should end so."""
    found: dict[str, Counter[str]] = {outlet: Counter() for outlet in edition.outlets}
    for stray in edition.strays:
        found[stray.outlet][stray.expected_outcome] += 1
    for article in edition.articles:
        if article.expected_outcome is not None:
            found[article.outlet][article.expected_outcome] += 1
    return found
