"""What papers change after printing: headlines, a police line, a correction; and pages merely saved again.

Every change of words comes after the edition's close, so that a first crawl sees articles as they were
printed and a later one (`demo_sites(as_of=...)`) finds the edits.
"""

from dataclasses import replace
from datetime import timedelta

from .article import DemoArticle, Version
from .draw import Draw
from .rota import CLOSE, london_day

RECENT = timedelta(days=24)  # older articles are left in peace
LATEST = timedelta(days=18)  # after the close
SETTLED = CLOSE + LATEST  # no word is changed any more
HEADLINE_TAILS = ("say police", "meeting told", "as questions grow")
POLICE_LINES = (
    "Police have since said that inquiries are continuing and that no arrests have been made.",
    "In a statement issued after this article was published, police said they knew of the concerns raised.",
    "Police later confirmed that the matter had been passed to the professional standards department.",
)
CORRECTED = (
    "the spelling of a name",
    "the date of the meeting",
    "a figure in an earlier version, which had been given to us in error",
    "the name of the road",
)


def edited(articles: list[DemoArticle], seed: str) -> list[DemoArticle]:
    """Return the articles, one in twenty saved again within hours, and of the recent one in eight edited."""
    draw = Draw(f"{seed}/edits")
    return [_edited(_saved_again(article, draw), draw) for article in articles]


def _saved_again(article: DemoArticle, draw: Draw) -> DemoArticle:
    later = article.published_at + timedelta(minutes=draw.between(4, 400))
    return replace(article, modified_at=later) if draw.chance(0.05) and later < CLOSE else article


def _edited(article: DemoArticle, draw: Draw) -> DemoArticle:
    if not article.on_beat or CLOSE - article.published_at > RECENT or not draw.chance(0.13):
        return article
    kind = draw.pick(("headline", "police-line-added", "correction"))
    since = CLOSE + timedelta(minutes=draw.between(60, int(LATEST.total_seconds() // 60)))
    headline, paragraphs = article.headline, article.paragraphs
    if kind == "headline":
        headline = f"{article.headline.rstrip('.')}, {draw.pick(HEADLINE_TAILS)}"
    elif kind == "police-line-added":
        paragraphs = (*paragraphs, draw.pick(POLICE_LINES))
    else:
        day = london_day(since)
        note = f"This article was amended on {day.day} {day:%B} to correct {draw.pick(CORRECTED)}."
        paragraphs = (*paragraphs, note)
    version = Version(since, headline, article.standfirst, paragraphs, kind)
    return replace(article, edited=(version,))
