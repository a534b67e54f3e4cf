"""Who may read the page: everybody, some number of times, or those who pay."""

from typing import Any

from transforms import jsonld
from transforms.page import Page

_TIERS = {
    "free": "open",
    "metered": "metered",
    "locked": "paywalled",
    "premium": "paywalled",
    "paid": "paywalled",
}


def access(page: Page) -> str:
    """Return what the page says of who may read it: open, metered, paywalled or unknown."""
    tier = _TIERS.get((page.first("article:content_tier", "og:article:content_tier") or "").lower())
    free = _truth(page.article.get("isAccessibleForFree"))
    if free is None:
        parts = [part for part in jsonld.listed(page.article.get("hasPart")) if isinstance(part, dict)]
        free = False if any(_truth(part.get("isAccessibleForFree")) is False for part in parts) else None
    if tier == "metered":
        return "metered"
    if free is False:
        return "paywalled"
    return tier or ("open" if free else "unknown")


def _truth(value: Any) -> bool | None:
    """Return a JSON-LD truth value, which publishers write as a boolean, as a word or as an address.

    >>> _truth("https://schema.org/False"), _truth("true"), _truth(None)
    (False, True, None)
    """
    word = str(value).rsplit("/", 1)[-1].lower()
    return {"true": True, "1": True, "false": False, "0": False}.get(word)
