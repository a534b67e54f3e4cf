"""Articles as the pages of their outlets: every platform its own template, all furniture around the text."""

import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from .article import DemoArticle
from .platforms import PLATFORMS, Platform
from .rota import LONDON

TEMPLATES = Path(__file__).parent / "templates"
CAPTIONS_ON = (
    "Officers on patrol in the town centre. File picture",
    "A police cordon at the scene last year. Photograph: Fleet Wire",
    "The force says it is listening. Picture: stock image",
    "Campaigners outside the police station. Photograph: Fleet Wire",
)
CAPTIONS_OFF = (
    "Picture: stock image",
    "Photograph: Fleet Wire",
    "Picture: reader’s own",
)


@dataclass(frozen=True)
class Link:
    """A headline somewhere in the furniture."""

    url: str
    headline: str


def page(article: DemoArticle, as_of: datetime, nearby: tuple[Link, ...], *, kind: str = "article") -> str:
    """Return the article's page as it stood at the moment, `nearby` being what else the outlet ran.

    `kind` is article, or paywall: then only the first paragraph is served, and a wall.
    """
    platform, version = PLATFORMS[article.outlet], article.at(as_of)
    lot = zlib.crc32(article.url.encode())
    captions = CAPTIONS_ON if article.on_beat else CAPTIONS_OFF
    paragraphs = [
        {"html": _linked(text, article.entities, platform), "is_quote": number in article.block_quotes}
        for number, text in enumerate(version.paragraphs)
    ]
    return (
        _templates()
        .get_template(platform.template)
        .render(
            platform=platform,
            kind=kind,
            url=article.url,
            headline=version.headline,
            standfirst=version.standfirst,
            paragraphs=paragraphs[:1] if kind == "paywall" else paragraphs,
            authors=article.authors,
            section=article.section,
            published=article.published_at.astimezone(LONDON),
            modified=article.last_changed(as_of).astimezone(LONDON),
            caption=captions[lot % len(captions)],
            lot=lot,
            nearby=nearby,
            ld=_json_ld(article, version.headline, article.last_changed(as_of), kind),
        )
    )


def plain_page(platform: Platform, kind: str, headline: str, links: tuple[Link, ...]) -> str:
    """Return a page that is no article: home, gallery, video."""
    return (
        _templates()
        .get_template("plain.html.j2")
        .render(platform=platform, kind=kind, headline=headline, nearby=links)
    )


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["utc"] = UTC
    environment.filters["combined"] = lambda one, other: {**one, **other}
    return environment


def _linked(text: str, entities: frozenset[str], platform: Platform) -> Markup:
    """Return the paragraph with the first body it names linked to the outlet's page about it."""
    marked = escape(text)
    for name in sorted(entities, key=len, reverse=True):
        if escape(name) in marked:
            topic = name.lower().replace(" ", "-").replace("’", "")
            link = Markup('<a href="/topic/{}">{}</a>').format(topic, name)  # format escapes
            return Markup(marked.replace(escape(name), link, 1))  # noqa: S704  # both sides are escaped
    return marked


def _json_ld(article: DemoArticle, headline: str, modified_at: datetime, kind: str) -> dict[str, object]:
    """Return what the page says about itself as a schema.org NewsArticle."""
    platform = PLATFORMS[article.outlet]
    offset = LONDON if article.outlet != "the-comet" else None
    moments = [
        moment.astimezone(offset) if offset else moment for moment in (article.published_at, modified_at)
    ]
    published, modified = (moment.isoformat().replace("+00:00", "Z") for moment in moments)
    found: dict[str, object] = {
        "@type": "NewsArticle",
        "mainEntityOfPage": article.url,
        "headline": headline,
        "description": article.standfirst or "",
        "datePublished": published,
        "dateModified": modified,
        "author": [{"@type": "Person", "name": name} for name in article.authors]
        or [{"@type": "Organization", "name": platform.name}],
        "publisher": {"@type": "NewsMediaOrganization", "name": platform.name},
        "articleSection": article.section,
        "inLanguage": "en-GB",
    }
    if kind == "paywall":
        found["isAccessibleForFree"] = False
        found["hasPart"] = {
            "@type": "WebPageElement",
            "isAccessibleForFree": False,
            "cssSelector": ".subscriber",
        }
    return found
