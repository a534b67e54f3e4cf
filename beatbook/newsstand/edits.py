"""What newspapers change after printing: headlines, a police line, a correction, a name."""

from dataclasses import replace
from datetime import timedelta

from .article import DemoArticle, Version
from .draw import Draw
from .rota import CLOSE, london_day

POLICE_LINES = (
    "Police have since said that inquiries are continuing and that no arrests have been made.",
    "In a statement issued after this article was published, police said they knew of the concerns raised.",
    "Police later confirmed that the matter had been passed to the professional standards department.",
)
HEADLINE_TAILS = ("say police", "meeting told", "as questions grow")
LATE = timedelta(days=20)  # some edits come after the edition's close, so that a second crawl finds them


def edited(articles: list[DemoArticle], seed: str) -> list[DemoArticle]:
    """Return the articles, one in twenty-five with later versions; the first of each edit is within hours."""
    draw = Draw(f"{seed}/edits")
    return [
        _edited(article, draw) if draw.chance(0.04) and article.on_beat else article for article in articles
    ]


def _edited(article: DemoArticle, draw: Draw) -> DemoArticle:
    kind = draw.pick(("headline", "police-line-added", "correction"))
    since = article.published_at + timedelta(minutes=draw.between(25, 900))
    if draw.chance(0.2):
        since = CLOSE + timedelta(minutes=draw.between(60, int(LATE.total_seconds() // 60)))
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


CORRECTED = (
    "the spelling of a name",
    "the date of the meeting",
    "a figure in an earlier version, which had been given to us in error",
    "the name of the road",
)
