"""Draws a digest as plain text of 78 columns, for a terminal or a printer."""

import re
import shlex
import textwrap
from collections.abc import Iterator, Sequence

from beatbook.digest.gathering import days
from beatbook.digest.lines import Change, Digest, Line, Section, web
from beatbook.digest.links import Links
from beatbook.digest.wording import listed

WIDTH = 78
LISTED = ("bursts", "stories")  # sections that list their articles; the others say who ran what in a sentence
PLAIN = re.compile(r"[^\"$`!\\\\]*")  # what a shell leaves alone between double quotes


def text(digest: Digest, links: Links) -> str:
    """Return the whole digest; each line's addresses and statement stand at the end by number.

    A page of the site is named only by an address that leads there from anywhere.
    """
    numbers = {line.key: number for number, line in digest.numbered()}
    parts = [_head(digest)]
    parts += ["\n".join(_section(section, numbers)) for section in digest.sections]
    parts += filter(None, ["\n".join(_foot(digest, links))])
    parts.append(f"Found by rule, and not always right: docs/digest.md.\n{digest.as_of}")
    return "\n\n".join(parts) + "\n"


def _head(digest: Digest) -> str:
    when = days(digest.window)
    lines = [f"BEATBOOK{when.rjust(WIDTH - len('BEATBOOK'))}", "═" * WIDTH, *_wrapped(digest.headline), ""]
    lines += _wrapped(digest.seen)
    lines += [each for said in digest.unseen for each in _wrapped(said, "  ╳ ", "    ")]
    if digest.is_demo:
        lines += _wrapped("Demo edition: the outlets and all persons are fictional.")
    return "\n".join(lines)


def _section(section: Section, numbers: dict[str, int]) -> Iterator[str]:
    name = section.title.upper()
    yield f"{name} {'─' * (WIDTH - len(name) - 1)}"
    for line in section.lines:
        yield ""
        yield from _line(line, numbers[line.key])
        if section.name in LISTED:
            yield from _articles(line)
    if section.note:
        if section.lines:
            yield ""
        yield from _wrapped(section.note, "    " if section.lines else "", "    " if section.lines else "")


def _line(line: Line, number: int) -> Iterator[str]:
    yield from _wrapped(line.title, f"{number:>2}. ", "    ")
    yield from _wrapped(line.said, "    ", "    ")
    for change in line.changes:
        yield from _change(change)


def _articles(line: Line) -> Iterator[str]:
    """Yield who ran it under which headline; the line's own headline is not said again."""
    for headline, pieces in line.by_headline():
        names = listed([piece.outlet for piece in pieces])
        yield from _wrapped(f"{names}: {headline}" if headline else names, "      · ", "        ")


def _change(change: Change) -> Iterator[str]:
    yield from _wrapped(change.kinds, "      · ", "        ")
    if change.old:
        yield from _wrapped(change.old, "        − ", "          ")
    if change.new:
        yield from _wrapped(change.new, "        + ", "          ")


def _foot(digest: Digest, links: Links) -> Iterator[str]:
    """Yield, line by line of the digest, where its articles are and what gives it again."""
    lines = list(digest.numbered())
    if not lines:
        return
    yield f"WHERE TO LOOK {'─' * (WIDTH - 14)}"
    for number, line in lines:
        yield ""
        yield f"{number:>2}. beatbook sql {command(line.sql)}"
        yield from _indented(4, web(links.page(line.page)))
        for piece in line.articles:
            yield from _indented(4, f"beatbook article {piece.article_id}")
            yield from _indented(6, piece.url, web(links.page(f"article.html#id={piece.article_id}")))


def command(sql: str) -> str:
    """Return a statement as a shell takes it.

    >>> print(command("from story('a')"), command('select "$a"'))
    "from story('a')" 'select "$a"'
    """
    return f'"{sql}"' if PLAIN.fullmatch(sql) else shlex.quote(sql)


def _indented(by: int, *said: str | None) -> Iterator[str]:
    """Yield each as one line, however long: a broken address leads nowhere."""
    yield from (f"{' ' * by}{each}" for each in said if each)


def _wrapped(said: str, first: str = "", then: str = "") -> Sequence[str]:
    return textwrap.wrap(
        said, WIDTH, initial_indent=first, subsequent_indent=then, break_on_hyphens=False
    ) or [first.rstrip()]  # fmt: skip
