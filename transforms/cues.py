"""The words that say somebody speaks: what they are, and what may follow them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from transforms.declarations import declared, fingerprint
from transforms.phrases import expanded
from transforms.words import Word

_WORDS = Path(__file__).with_suffix(".toml")
ACCORDING = "according to"


@dataclass(frozen=True)
class Cue:
    """One form of a verb of speech: `governs` a clause, an object or, as `marked`, quotations only."""

    form: str
    governs: str
    is_weak: bool
    is_noun: bool
    has_hearer: bool

    @cached_property
    def is_participle(self) -> bool:
        """Whether it is an -ing form, whose subject stands elsewhere."""
        return self.form.split()[0].endswith("ing") and self.form != "sing"


@dataclass(frozen=True)
class Lexicon:
    """Every form by its words, and by the first of its words."""

    cues: dict[str, Cue]
    longer: dict[str, tuple[str, ...]]
    version: str

    @cached_property
    def firsts(self) -> frozenset[str]:
        """The words that may begin a cue."""
        return frozenset([*self.cues, *self.longer])

    def at(self, words: list[Word], nth: int) -> tuple[Cue, int] | None:
        """Return the cue that begins at a word and the place after its last word, or None."""
        low = words[nth].low
        for form in self.longer.get(low, ()):
            second = form.split(" ", 1)[1]
            if nth + 1 < len(words) and words[nth + 1].low == second:
                return self.cues[form], nth + 2
        cue = self.cues.get(low)
        return (cue, nth + 1) if cue else None


@cache
def lexicon() -> Lexicon:
    """Return the packaged cues, read once."""
    fields = declared(_WORDS)
    governed = {name: _forms(fields.texts(name)) for name in ("clause", "object", "marked")}
    weak, nouns, hearers = (frozenset(_forms(fields.texts(name))) for name in ("weak", "nouns", "hearers"))
    fields.done()
    cues = {
        form: Cue(form, governs, form in weak, form in nouns, form in hearers)
        for governs in ("marked", "object", "clause")
        for form in governed[governs]
    }
    cues[ACCORDING] = Cue(ACCORDING, "according", False, False, False)
    longer: dict[str, tuple[str, ...]] = {}
    for form in sorted(form for form in cues if " " in form):
        longer[form.split()[0]] = (*longer.get(form.split()[0], ()), form)
    return Lexicon(cues, longer, fingerprint([governed, sorted(weak), sorted(nouns), sorted(hearers)]))


def _forms(written: Iterable[str]) -> list[str]:
    return [phrase.key for phrase in expanded(written)]
