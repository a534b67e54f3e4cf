"""Spells numbers, lists and counts as a digest's sentences have them."""

from collections.abc import Sequence

WORDS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
NAMED = 6  # things that a list names


def count(number: int, one: str, more: str = "") -> str:
    """Return how many of something, in words up to twelve.

    >>> count(1, "story", "stories"), count(2, "outlet"), count(1400, "article")
    ('one story', 'two outlets', '1,400 articles')
    """
    said = WORDS[number] if 0 <= number < len(WORDS) else f"{number:,}"
    return f"{said} {one if number == 1 else more or one + 's'}"


def number(figure: float) -> str:
    """Return a figure with at most one decimal.

    >>> number(2.0), number(2.5), number(1 / 3)
    ('2', '2.5', '0.3')
    """
    return f"{figure:.1f}".removesuffix(".0")


def expected(figure: float) -> str:
    """Return an expected count with its verb.

    >>> expected(0.0), expected(1.0), expected(2.5)
    ('none was', '1 was', '2.5 were')
    """
    return f"{number(figure) if figure else 'none'} {'was' if figure in (0, 1) else 'were'}"


def listed(names: Sequence[str], most: int = NAMED) -> str:
    """Return names as a sentence lists them.

    >>> listed(["A"]), listed(["A", "B", "C"]), listed(list("ABCDEFGH"))
    ('A', 'A, B and C', 'A, B, C, D, E, F and 2 more')
    """
    if len(names) > most + 1:
        return f"{', '.join(names[:most])} and {len(names) - most} more"
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def sentence(text: str) -> str:
    """Return the text with a capital first."""
    return text[:1].upper() + text[1:]
