"""Holds the words by which an edit is typed: scales from mild to sharp, notices of correction, verbs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from transforms.declarations import DeclarationError, Fields, declared, fingerprint
from transforms.folding import fold, lower
from transforms.matching import Matcher
from transforms.phrases import Phrase, expanded

STEPS = ("mild", "middle", "sharp")  # of a scale
_WORDS = Path(__file__).with_suffix(".toml")


@dataclass(frozen=True)
class Terms:
    """The packaged lists, ready to be found in folded text; `version` changes whenever one of them does."""

    scales: Matcher  # a term is named `scale/step`, a step one of STEPS
    notices: Matcher
    openings: tuple[str, ...]  # of a notice, in lower case
    irregular: dict[str, str]  # every form of an irregular verb -> the verb
    participles: frozenset[str]  # of them
    version: str

    def is_notice(self, sentence: str) -> bool:
        """Return whether a sentence says that the article was corrected.

        >>> terms().is_notice("• This article was amended on 3 May to correct a name.")
        True
        """
        folded = fold(sentence)
        opening = lower(folded).lstrip(" *[(\"'•·–—")
        return any(
            opening.startswith(word) and opening[len(word) :][:1] in ("", ":", " ", ".")
            for word in self.openings
        ) or bool(self.notices.find(folded))


@cache
def terms() -> Terms:
    """Return the lists that come with Beatbook, read once; DeclarationError names what is wrong with them."""
    fields = declared(_WORDS)
    notices, verbs = fields.table_of("notices"), fields.table_of("verbs")
    forms = [row.split() for row in verbs.texts("irregular")]
    if any(len(row) != 3 for row in forms):
        raise DeclarationError(f"{_WORDS.name}: an irregular verb has three forms")
    made = Terms(
        Matcher(dict(_steps(fields.tables("scales")))),
        Matcher({"notice": expanded(notices.texts("phrases"))}),
        tuple(notices.texts("openings")),
        {form: row[0] for row in forms for form in row},
        frozenset(row[2] for row in forms),
        fingerprint(fields.table),
    )
    for read in (fields, notices, verbs):
        read.done()
    return made


def _steps(scales: Iterable[Fields]) -> Iterator[tuple[str, tuple[Phrase, ...]]]:
    for scale in scales:
        name = scale.text("name")
        for step in STEPS:
            yield f"{name}/{step}", expanded(scale.texts(step, () if step == "middle" else None))
        scale.done()
