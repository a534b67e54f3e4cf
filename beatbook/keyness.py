"""Answers `beatbook keyness`: words that two groups of outlets use unlike in the same stories."""

from typing import Any

from beatbook import measured, moments
from beatbook.book import Book, opened, slug
from beatbook.formats import Format, emit
from beatbook.printable import line
from beatbook.refusal import Refusal

CHANCE = 0.05
WAY_OUT = "five of their articles must use it. More outlets on a side (a,b), more days or all topics may do"


def answer(
    a: str, b: str, topic: str | None, since: str | None, until: str | None, limit: int, form: Format
) -> None:
    """Write the words that differ most, those that are least likely by chance first."""
    import transforms
    from warehouse import query

    groups = [[slug(name.strip()) for name in names.split(",") if name.strip()] for names in (a, b)]
    days = dict(zip(("since", "until"), moments.asked_days(since, until), strict=True))
    about = slug(topic) if topic else None
    with opened() as book:
        texts = query.story_texts(book.connection, [*groups[0], *groups[1]], topic=about, **days)
        try:
            found = transforms.keyness(texts, texts, *groups)
        except ValueError as problem:
            raise Refusal(f"{problem}.") from problem
        if form is Format.TABLE:
            _show(book, found.slice(0, limit).to_pylist(), found["p"].to_pylist(), groups)
        else:
            emit(found.slice(0, limit), form)


def _show(book: Book, rows: list[dict[str, Any]], tried: list[float], groups: list[list[str]]) -> None:
    from rich.padding import Padding
    from rich.text import Text

    from beatbook.screen import out

    screen = out()
    names = [", ".join(line(book.outlets.get(name, name)) for name in group) for group in groups]
    if not rows:
        few = f"{names[0]} and {names[1]} share too few stories to compare any word: {WAY_OUT}."
        screen.print(Text(few))
    else:
        screen.print(Text(f"{beyond_chance(tried)}\n", style="bold"))
    for row in rows:
        more = names[0] if row["difference"] > 0 else names[1]
        counts = f"{row['articles_a']} of {row['of_a']} against {row['articles_b']} of {row['of_b']}"
        screen.print(Text.assemble((line(row["word"]), "bold"), f"  {more}: {counts}, p {row['p']:.3f}"))
        most = None if row["p"] <= CHANCE else 1  # a word that may well be chance is shown by one sentence
        for article_id, sentence in zip(row["article_ids"][:most], row["sentences"][:most], strict=True):
            told = Text.assemble((article_id, "cyan"), " ", line(sentence))
            screen.print(Padding(told, (0, 0, 0, 2), expand=False))
    if rows:
        screen.print(Text("\nSame stories only; quotations are left out (…).", style="dim"))
        screen.print(Text(measured.beside("stories"), style="dim"))
    screen.print(Text(book.as_of, style="dim"))


def beyond_chance(tried: list[float]) -> str:
    """Return in a sentence how many words differ, beside how many would by chance; `tried` are their p.

    >>> beyond_chance([0.18, 0.25, 1.0])
    'No word differs beyond chance: of the 3 tried, none has p of 0.05 or less.'
    """
    found, chance = sum(p <= CHANCE for p in tried), len(tried) * CHANCE
    if not found:
        return f"No word differs beyond chance: of the {len(tried):,} tried, none has p of {CHANCE} or less."
    told = (
        f"{found:,} of the {len(tried):,} words tried {'has' if found == 1 else 'have'} p of {CHANCE} or less"
    )
    if found <= chance:
        return f"{told}, no more than the {chance:.0f} that chance gives: no word differs beyond it."
    return f"{told}; chance gives about {chance:.0f}."
