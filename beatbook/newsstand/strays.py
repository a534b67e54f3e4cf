"""Links that feeds offer and that come to nothing, so that the demo shows drops and their reasons."""

from datetime import timedelta

from .article import StrayLink
from .draw import Draw
from .people import world
from .platforms import PLATFORMS
from .rota import FIRST_DAY, WEEKS, at


def links(seed: str) -> list[StrayLink]:
    """Return the stray links of world/strays.toml, each with a date the seed gives it."""
    found = []
    for number, stray in enumerate(world("strays")["strays"]):
        draw = Draw(f"{seed}/strays/{number}")
        day = FIRST_DAY + timedelta(days=draw.between(0, 7 * WEEKS - 1))
        while day.month == 8 and stray["outlet"] == "albion-news":  # nobody can be offered its August
            day = FIRST_DAY + timedelta(days=draw.between(0, 7 * WEEKS - 1))
        url = (
            stray["path"]
            if "://" in stray["path"]
            else f"http://{PLATFORMS[stray['outlet']].host}{stray['path']}"
        )
        found.append(
            StrayLink(
                stray["outlet"], url, stray["headline"], at(day, 9, draw), stray["outcome"], stray["page"]
            )
        )
    return found
