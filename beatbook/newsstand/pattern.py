"""Reading patterns like `{rose|fell} by {n:3-9}%`, and polishing what comes of them into printed English."""

import re
from dataclasses import dataclass
from functools import cache

NAME = re.compile(r"\w+(\.\w+)?")
NAMED = re.compile(r"(\w+)=(.*)", re.DOTALL)
NUMBER = re.compile(r"(\w+):(\d+)-(\d+)")
ARTICLE = re.compile(r"\b([Aa])\(n\) (\W*\w+)")
SENTENCE = re.compile(r"(?:^|(?<=[.!?] )|(?<=\.” )|(?<=: “)|^“)[a-zé]")
SMALL = [
    "nought",
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
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
MEASURES = ("%", "m ", "bn", "pm", "am", "-", "st ", "th ", ":", "°", "p ", "ft", "km", ",000", ",{")


@dataclass(frozen=True)
class Hole:
    """One `{...}` of a pattern: its choices, and the letters around it, on which a number's form depends."""

    choices: tuple[str, ...]
    before: str
    after: str


@cache
def parts(pattern: str) -> tuple[str | Hole, ...]:
    """Return the pattern's plain stretches and holes, in order.

    >>> parts("It {rose|fell}.")
    ('It ', Hole(choices=('rose', 'fell'), before='It ', after='.'), '.')
    """
    found: list[str | Hole] = []
    at = 0
    while (start := pattern.find("{", at)) >= 0:
        end = _closing(pattern, start)
        found.append(pattern[at:start])
        choices = _choices(pattern[start + 1 : end])
        found.append(Hole(tuple(choices), pattern[max(0, start - 6) : start], pattern[end + 1 : end + 8]))
        at = end + 1
    return (*found, pattern[at:])


def _closing(pattern: str, start: int) -> int:
    depth = 0
    for at in range(start, len(pattern)):
        depth += {"{": 1, "}": -1}.get(pattern[at], 0)
        if depth == 0:
            return at
    raise ValueError(f"unclosed {{ in {pattern!r}")


def _choices(inner: str) -> list[str]:
    depth, choices = 0, [""]
    for letter in inner:
        depth += {"{": 1, "}": -1}.get(letter, 0)
        if letter == "|" and depth == 0:
            choices.append("")
        else:
            choices[-1] += letter
    return choices


def polished(text: str, *, per_cent: bool) -> str:
    """Return the text with `a(n)` and capitals right, no number in digits at its start.

    >>> polished("12 people saw a(n) owl. it flew 5% higher, for the 22th time.", per_cent=True)
    'Twelve people saw an owl. It flew 5 per cent higher, for the 22nd time.'
    """
    text = text.strip()  # an empty choice may have ended it
    text = ARTICLE.sub(lambda match: f"{match[1]}{'n' if _takes_an(match[2]) else ''} {match[2]}", text)
    if per_cent:
        text = re.sub(r"(?<=\d)%", " per cent", text)
    text = re.sub(r"\b(\d*?)([123])th\b", _ordinal, text)
    text = re.sub(r"^\d{1,2}(?= [a-z])", lambda match: in_words(int(match[0])), text)
    return SENTENCE.sub(lambda match: match[0].upper(), text)


def _ordinal(match: re.Match[str]) -> str:
    ending = "th" if match[1].endswith("1") else {"1": "st", "2": "nd", "3": "rd"}[match[2]]
    return f"{match[1]}{match[2]}{ending}"


def in_words(number: int) -> str:
    """Return a number under a hundred in words.

    >>> in_words(34)
    'thirty-four'
    """
    if number < 20:
        return SMALL[number]
    return TENS[number // 10] + (f"-{SMALL[number % 10]}" if number % 10 else "")


def figure(value: int, hole: Hole) -> str:
    """Return the number as print has it: in words up to nine, unless a unit or a currency stands by it."""
    in_digits = hole.after.startswith(MEASURES) or re.match(r"\.\d|\.\{", hole.after) is not None
    if hole.after.startswith(("-year", "-month", "-day", "-week")):
        in_digits = False
    if value > 9 or in_digits or hole.before.endswith(("£", ".", "-", ":", "Year ", "year ")):
        return f"{value:,}"
    return SMALL[value]


def _takes_an(word: str) -> bool:
    word = word.lstrip("“‘(")
    if word.isupper() and len(word) > 1:
        return word[0] in "AEFHILMNORSX"
    if word[0].isdigit():
        return word.startswith("8") or word in ("11", "18")
    sounds_like_a_consonant = word.lower().startswith(("one", "uni", "eur", "use", "us"))
    return word.lower() in ("hour", "honest") or (word[0].lower() in "aeiou" and not sounds_like_a_consonant)
