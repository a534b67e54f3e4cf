"""Reading an article costs as its length, whatever it says: four times the text, four times the time."""

import random
import time
from collections.abc import Callable, Iterator
from itertools import count

import pyarrow as pa
import pytest

import transforms

SHORT, LONG = 5_000, 20_000  # code points
MOST = 9  # times the time of SHORT that LONG may take: 4 if it grows as the text does, 16 if as its square


def surname(nth: int, letters: int = 8) -> str:
    """Return one of many made-up surnames."""
    chosen = random.Random(nth)
    return "".join(chosen.choice("bcdfglmnprstvwz") + chosen.choice("aeiou") for _ in range(letters // 2))


def given_and_alike(nth: int) -> str:
    return f"Ann B{surname(nth)} went. "


def one_slip_of_another(nth: int) -> str:
    return f"Ann Bardo{surname(nth, 4)} went. "


def titled(nth: int) -> str:
    return f"Mr B{surname(nth)} met Mrs B{surname(nth)}. "


def same_consonants(nth: int) -> str:
    chosen = random.Random(nth)
    return f"Mr B{''.join(chosen.choice('aeiou') + letter for letter in 'rdntls')} said no. "


def kin_who_speak(nth: int) -> str:
    return f"“No, never,” said {surname(nth).title()} Smith of Rome. "


def speakers(nth: int) -> str:
    return f"“We left it there,” said Ann {surname(nth).title()}. "


def cast_of_a_transcript(nth: int) -> str:
    return f"CHAIR: no.\n\nAnn {surname(nth).title()}, 34.\n\n"


MADE = [
    given_and_alike, one_slip_of_another, titled, same_consonants, kin_who_speak, speakers,
    cast_of_a_transcript,
]  # fmt: skip
REPEATED = [
    "A", "Aa ", '" ', "“", "“a, ", "“no” ", "‘a ", "said ", "He said. ", "he said that ", "according to ",
    ", adding that ", "Ann Lee ", "“No,” said Ann Lee. ", "Ann Lee went. He said it was shut. ", "(",
    "(a) ", ")", "The letter said it was shut. ", "Met Police. The council said it was shut. ", "Mr ", "J. ",
    "de la ", "Sign up\n\n", "A short line\n\n", "the Met with police ", "Preston, Massachusetts. ",
    "was shot by police ", "; and he said; ", "share ", "\n", " ",
]  # fmt: skip


def again(text: str) -> Callable[[int], str]:
    return lambda nth: text


UNITS = {maker.__name__: maker for maker in MADE} | {repr(text): again(text) for text in REPEATED}


def hostile(unit: Callable[[int], str], size: int) -> str:
    """Return a text of this size that is one thing over and over."""

    def pieces() -> Iterator[str]:
        reached = 0
        for nth in count():
            if reached >= size:
                return
            piece = unit(nth)
            reached += len(piece)
            yield piece

    return "".join(pieces())[:size]


def seconds(headline: str, body: str) -> float:
    """Return the processor time that all tags of one article take."""
    table = pa.table({"article_id": ["a"], "headline": [headline], "body": [body]})
    begun = time.process_time()
    transforms.tags(table)
    return time.process_time() - begun


def grows_too_fast(spent: Callable[[str], float], unit: Callable[[int], str]) -> bool:
    """Return whether the longer text takes too many times the time of the shorter, three times over."""
    return all(
        spent(hostile(unit, LONG)) > MOST * (spent(hostile(unit, SHORT)) + 0.01) for _ in range(3)
    )  # what disturbs one run is no growth


@pytest.fixture(scope="module", autouse=True)
def made_ready() -> None:
    seconds("Ann Lee", "“No,” said Ann Lee.")


@pytest.mark.parametrize("name", UNITS)
def test_a_hostile_body_takes_time_as_its_length(name: str) -> None:
    assert not grows_too_fast(lambda text: seconds("", text), UNITS[name])


@pytest.mark.parametrize(
    "name", [repr(text) for text in ("the Met with police ", "Ann Lee ", "A", "Preston, Massachusetts. ")]
)
def test_a_hostile_headline_takes_time_as_its_length(name: str) -> None:
    assert not grows_too_fast(lambda text: seconds(text, ""), UNITS[name])
