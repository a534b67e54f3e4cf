"""The words that rules and conditions share as `@name`, read from the `_words.toml` of one folder or more.

In the braces of a class's phrase, and of an alias, `@name` stands for the phrases of another class.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from transforms.declarations import Fields, declared
from transforms.phrases import expand, expanded

WORDS = "_words.toml"
_NAMED = re.compile(r"(?<=[{,])@[^{},]*")


@dataclass(frozen=True)
class WordClass:
    """Words that rules share as `@name`; a word that overlaps one of `never` is not one of them."""

    name: str
    phrases: tuple[str, ...]
    never: tuple[str, ...] = ()


def word_classes(folders: Iterable[Path], *, have_never: bool = True) -> dict[str, WordClass]:
    """Return the word classes of the folders by name, what stands in several joined, their phrases spelt out.

    Raises DeclarationError, naming file and field, if one cannot be read as it stands; without `have_never`
    a class that has `never` is one of them.
    """
    written = dict[str, WordClass]()
    for folder in folders:
        for one in _written(folder, have_never):
            first = written.get(one.name, WordClass(one.name, ()))
            written[one.name] = WordClass(one.name, first.phrases + one.phrases, first.never + one.never)
    return {name: _spelt(one, written) for name, one in written.items()}


def _written(folder: Path, have_never: bool) -> Iterator[WordClass]:
    file = folder / WORDS
    if not file.exists():
        return
    top = declared(file)
    for name in top.table:
        fields = top.table_of(name)
        yield WordClass(f"@{name}", fields.texts("phrases"), fields.texts("never", ()) if have_never else ())
        fields.done()


def _spelt(one: WordClass, written: Mapping[str, WordClass]) -> WordClass:
    fields = Fields(WORDS, {}, f"{one.name.removeprefix('@')}.")
    read = partial(with_classes, classes=written, within=(one.name,))
    phrases, never = (
        tuple(fields.checked(field, read, phrase) for phrase in getattr(one, field))
        for field in ("phrases", "never")
    )
    return WordClass(one.name, phrases, never)


def with_classes(phrase: str, classes: Mapping[str, WordClass], within: tuple[str, ...] = ()) -> str:
    """Return a phrase with their words in the place of the classes that its braces name.

    `within` are the classes that it is a phrase of. Raises ValueError if the phrase is malformed, and if a
    class is unknown, would hold itself, or has phrases that cannot stand in braces.

    >>> with_classes("=Essex {force,@ranks}", {"@ranks": WordClass("@ranks", ("officer{,s}", "copper"))})
    '=Essex {force,officer,officers,copper}'
    """

    def words(named: re.Match[str]) -> str:
        name = named.group()
        if name in within:
            raise ValueError(f"{phrase!r} goes in a circle: {' names '.join((*within, name))}")
        if name not in classes:
            raise ValueError(f"{phrase!r} names {name}, which is not a word class of {WORDS}")
        forms = expanded(with_classes(each, classes, (*within, name)) for each in classes[name].phrases)
        if not forms:
            raise ValueError(f"{phrase!r} names {name}, which has no phrases")
        for form in forms:
            if form.exact or "," in form.words:
                raise ValueError(
                    f"{phrase!r} names {name}, whose {form.words!r} begins with = or holds a comma, "
                    "which no word in braces can"
                )
        return ",".join(form.words for form in forms)

    spelt = _NAMED.sub(words, phrase)
    expand(spelt)
    return spelt
