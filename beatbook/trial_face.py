"""Shows what came of a trial: examples with their verdicts, and articles with the words that were found."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from beatbook import moments
from beatbook.book import Book
from beatbook.excerpt import excerpt
from beatbook.printable import line
from beatbook.screen import has_colour, out
from beatbook.trial import Evidence, Found, Trial

if TYPE_CHECKING:
    from rich.text import Text

    from transforms.tagging import Hit
    from transforms.taxonomy import Example, Topic

SPAN = "black on bright_yellow"
SIGNS = {"added": ("+", "green"), "dropped": ("-", "red"), "kept": (" ", "dim")}
FULL_SCORE = 2.0  # what a topic usually asks for


def show_examples(topic: "Topic", examples: "Sequence[tuple[Example, list[Hit]]]") -> None:
    """Print the topic's name, and each example with the words that were found in it."""
    from rich.padding import Padding
    from rich.text import Text

    screen = out()
    failed = sum(bool(hits) is not example.hit for example, hits in examples)
    told = (
        f"{failed} of {len(examples)} are not as they say" if failed else f"all {len(examples)} as they say"
    )
    screen.print(
        Text.assemble((line(topic.name), "bold"), (f"  {topic.slug} · rules {topic.rules_version}", "dim"))
    )
    screen.print()
    screen.print(Text.assemble("Examples: ", (told, "red" if failed else "green")))
    for example, hits in examples:
        verdict = _verdict(example.hit, bool(hits))
        said = line(example.headline or example.text)
        screen.print(Text.assemble("  ", verdict, "  ", said), overflow="ellipsis", no_wrap=True)
        for hit in hits:
            text = example.headline if hit.field == "headline" else example.text
            cut = excerpt(text, hit.start, hit.end)
            shown = _in_context(Evidence(hit.field, hit.start, hit.end, hit.rule.rpartition("/")[2], cut))
            screen.print(Padding(shown, (0, 0, 0, 10), expand=False))
    screen.print()


def show_topic(book: Book, trial: Trial, slug: str, limit: int) -> None:
    """Print what the topic finds in the book, against what the book has under it."""
    from rich.text import Text

    found, dropped = trial.of("added", "kept"), trial.of("dropped")
    told = f"In the book: {len(found):,} of {trial.articles:,} articles"
    if trial.compared:
        added, kept = len(trial.of("added")), len(trial.of("kept"))
        told += f"; {added:,} added, {len(dropped):,} dropped and {kept:,} kept of those it has under {slug}"
    else:
        told += f"; it has nothing under {slug} yet"
    out().print(Text(f"{told}.", style="bold"))
    _lists(book, trial, limit)


def show_addition(book: Book, trial: Trial, topic: "Topic", limit: int) -> None:
    """Print what a topic with one rule more has that the book has not under it, and the other way."""
    from rich.text import Text

    added, dropped, kept = (len(trial.of(change)) for change in ("added", "dropped", "kept"))
    told = f"With the rule, {topic.slug} has {added + kept:,} articles: {added:,} added, {dropped:,} dropped."
    out().print(Text(told, style="bold"))
    if book.rules_versions.get(topic.slug) != topic.rules_version:
        told = "The book was tagged by other rules of this topic: not all of this is the new rule's doing."
        out().print(Text(told, style="yellow"))
    _lists(book, trial, limit, with_kept=False)


def show_rule(book: Book, trial: Trial, rule: str, limit: int) -> None:
    """Print where a rule matches."""
    from rich.text import Text

    enough = sum(each.score >= FULL_SCORE for each in trial.found)
    told = f"{len(trial.found):,} of {trial.articles:,} articles; in {enough:,} the rule would do by itself."
    out().print(Text(told, style="bold"))
    _lists(book, trial, limit)


def _lists(book: Book, trial: Trial, limit: int, *, with_kept: bool = True) -> None:
    from rich.text import Text

    for change in ("added", "dropped", *(("kept",) if with_kept else ())):
        some = trial.of(change)  # type: ignore[arg-type]
        if not some or not limit:
            continue
        out().print()
        if trial.compared:
            out().print(Text(f"{change.capitalize()}: {len(some):,}", style=f"bold {SIGNS[change][1]}"))
        for each in some[:limit]:
            _print(book, each, *(SIGNS[change] if trial.compared else SIGNS["kept"]))
        if len(some) > limit:
            out().print(
                Text(
                    f"  and {len(some) - limit:,} more: --limit shows them, --format csv has all.",
                    style="dim",
                )
            )
    out().print()
    out().print(Text(book.as_of, style="dim"))


def _print(book: Book, found: Found, sign: str, style: str) -> None:
    from rich.padding import Padding
    from rich.text import Text

    at = moments.day(found.day) if found.day else "no date"
    where = f"{at} · {line(book.outlets.get(found.outlet, found.outlet))} · score {found.score:g} · "
    headline = Text.assemble((f"{sign} ", style), (line(found.headline), "bold"))
    out().print(headline, overflow="ellipsis", no_wrap=True)
    out().print(Text.assemble("    ", (where, "dim"), (found.article_id, "cyan")))
    for each in found.evidence:
        out().print(Padding(_in_context(each), (0, 0, 0, 4), expand=False))


def _in_context(evidence: Evidence) -> "Text":
    from rich.text import Text

    before, span, after = evidence.excerpt
    shown = Text(before.replace("\n", " "))
    shown.append(span if has_colour() else f"[{span}]", style=SPAN)
    shown.append(after.replace("\n", " "))
    return shown.append(f"  {evidence.rule}", style="dim")


def _verdict(expected: bool, found: bool) -> "Text":
    from rich.text import Text

    name = "hit " if expected else "miss"
    return Text(f"✓ {name}", style="green") if expected is found else Text(f"✗ {name}", style="red")
