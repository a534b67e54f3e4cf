"""Holds the words by which an edit is typed: scales from mild to sharp, speech, names, corrections."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from transforms.declarations import Fields, declared, fingerprint
from transforms.matching import Matcher
from transforms.phrases import Phrase, expand

STEPS = ("mild", "middle", "sharp")  # of a scale
_WORDS = Path(__file__).with_suffix(".toml")


@dataclass(frozen=True)
class Terms:
    """The packaged lists, ready to be found in folded text; `version` changes whenever one of them does."""

    version: str
    scales: Matcher  # terms are named `scale/step`, a step one of STEPS
    speech: Matcher  # terms: speech, police, not_police
    corrections: Matcher
    openings: tuple[str, ...]  # of a correction
    never_names: frozenset[str]
    titles: frozenset[str]
    cues: frozenset[str]
    auxiliaries: frozenset[str]
    irregular: frozenset[str]  # participles that do not end in -ed
    objects: frozenset[str]  # words with which what somebody did something to begins
    endings: frozenset[str]  # words that follow a participle in a headline


@cache
def terms() -> Terms:
    """Return the lists that come with Beatbook, read once; DeclarationError names what is wrong with them."""
    fields = declared(_WORDS)
    version = fingerprint(fields.table)
    speech, names, correction, voice = (
        fields.table_of(name) for name in ("speech", "names", "correction", "voice")
    )
    made = Terms(
        version,
        Matcher(dict(_scale_steps(fields.tables("scales")))),
        Matcher({"speech": _expanded(speech.texts("verbs"))} | _texts(speech, "police", "not_police")),
        Matcher(_texts(correction, "phrases")),
        correction.texts("openings"),
        *(_words(names, name) for name in ("never", "titles", "cues")),
        *(_words(voice, name) for name in ("auxiliaries", "irregular", "objects", "endings")),
    )
    for read in (fields, speech, names, correction, voice):
        read.done()
    return made


def _scale_steps(scales: list[Fields]) -> Iterable[tuple[str, tuple[Phrase, ...]]]:
    for scale in scales:
        name = scale.text("name")
        for step in STEPS:
            yield f"{name}/{step}", _expanded(scale.texts(step, () if step == "middle" else None))
        for why in ("reason", "source"):
            scale.text(why)
        scale.done()


def _texts(fields: Fields, *names: str) -> dict[str, tuple[Phrase, ...]]:
    return {name: _expanded(fields.texts(name)) for name in names}


def _words(fields: Fields, name: str) -> frozenset[str]:
    return frozenset(fields.text(name).split())


def _expanded(written: Iterable[str]) -> tuple[Phrase, ...]:
    return tuple(phrase for item in written for phrase in expand(item))
