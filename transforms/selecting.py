"""What an outlet's own selectors find on a page, for pages that say where their article is to nobody else."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, cast

from lxml import etree
from lxml.cssselect import CSSSelector

Selectors = Mapping[str, Any]  # body: CSS; remove: list of CSS; valid_from, valid_until: dates or None


def valid_on(selectors: Sequence[Selectors], day: date | None) -> Selectors | None:
    """Return the first of an outlet's selectors that hold on the day; without one, those that still do."""
    for one in selectors:
        since, until = one.get("valid_from"), one.get("valid_until")
        if day is None and until is None:
            return one
        if day is not None and (since is None or since <= day) and (until is None or day <= until):
            return one
    return None


def selected(root: etree._Element, selectors: Selectors) -> list[etree._Element]:
    """Return the elements that hold the body; what is to be removed is taken out of the tree."""
    for css in selectors.get("remove", ()):
        for element in _found(root, css):
            if element is not root and element.getparent() is not None:
                element.drop_tree()  # type: ignore[attr-defined]
    return _found(root, selectors["body"])


def _found(root: etree._Element, css: str) -> list[etree._Element]:
    return cast(list[etree._Element], _compiled(css)(root))


@lru_cache(maxsize=1000)
def _compiled(css: str) -> CSSSelector:
    return CSSSelector(css)
