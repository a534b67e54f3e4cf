"""Which parameters of a query name the article and which are carried along: rules in parameters.toml."""

import re
import tomllib
from functools import lru_cache
from pathlib import Path

_RULES = tomllib.loads((Path(__file__).parent / "parameters.toml").read_text(encoding="utf-8"))
_ALWAYS = frozenset(_RULES["always"])
_BEGINNINGS = tuple(_RULES["beginnings"])
_WITH_VALUE = {name: re.compile(values) for name, values in _RULES["with_value"].items()}
_OF_AN_ARTICLE = {name: re.compile(values) for name, values in _RULES["of_an_article"].items()}


def says_nothing(name: str, value: str, *, path_names_article: bool) -> bool:
    """Return whether this parameter can be left out without another article being meant.

    `path_names_article` says whether the address's path alone tells which article it is.

    >>> says_nothing("page", "2", path_names_article=True)
    True
    >>> says_nothing("page", "2", path_names_article=False)
    False
    """
    name, value = name.lower(), value.lower()
    return is_mark(name) or _matches(_WITH_VALUE, name, value) or (
        path_names_article and _matches(_OF_AN_ARTICLE, name, value)
    )  # fmt: skip


@lru_cache(maxsize=4096)
def is_mark(name: str) -> bool:
    """Return whether a parameter of this name, in lower case, is never identity, whatever its value."""
    return name in _ALWAYS or name.startswith(_BEGINNINGS)


def _matches(rules: dict[str, re.Pattern[str]], name: str, value: str) -> bool:
    return name in rules and rules[name].fullmatch(value) is not None
