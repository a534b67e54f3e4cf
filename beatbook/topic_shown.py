"""Answers `beatbook topics show`: what a topic or a group is, and all that it is found by."""

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from beatbook import rulebook
from beatbook.book import Book, opened, slug
from beatbook.formats import Format, as_json
from beatbook.printable import counted, line
from beatbook.refusal import Refusal
from beatbook.screen import out
from warehouse.home import Home

if TYPE_CHECKING:
    from rich.text import Text

    from transforms.taxonomy import Group, Taxonomy, Topic


def answer(name: str, form: Format) -> None:
    """Write the topic as it is declared today, and what the book holds of it, if there is a book."""
    if form not in (Format.TABLE, Format.JSON):
        raise Refusal(f"show answers as table or json: {form.value} has no room for rules.")
    known = rulebook.taxonomy()
    asked = rulebook.named(known, slug(name))
    if form is Format.JSON:
        sys.stdout.write(as_json(_told(asked, known)) + "\n")
    elif Home.from_env().warehouse.exists():
        with opened() as book:
            _show(asked, known, _held(book, asked))
    else:
        _show(asked, known, [])


def _told(asked: "Topic | Group", known: "Taxonomy") -> dict[str, Any]:
    """Return all of it as plain data: rules as they are written, a group with its topics' slugs."""
    told = asdict(asked)
    for rule in told.get("rules", ()):
        del rule["rule"]  # as read; `when` is as written
    if "rules" not in told:
        told["topics"] = [topic.slug for topic in known.topics if topic.parent == asked.slug]
    return told


def _show(asked: "Topic | Group", known: "Taxonomy", held: "list[Text]") -> None:
    from rich.padding import Padding
    from rich.text import Text

    from transforms.taxonomy import Topic

    screen = out()
    place = (asked.parent and f"in {asked.parent}") if isinstance(asked, Topic) else "a group"
    facts = " · ".join(fact for fact in (asked.slug, place, asked.iptc) if fact)
    screen.print(Text.assemble((line(asked.name), "bold"), "  ", (line(facts), "dim")))
    screen.print(Padding(Text(line(asked.definition)), (0, 0, 0, 2), expand=False))
    for told in held:
        screen.print(Padding(told, (0, 0, 0, 2), expand=False))
    if isinstance(asked, Topic):
        _show_topic(asked)
    else:
        for topic in (topic for topic in known.topics if topic.parent == asked.slug):
            screen.print()
            screen.print(Text.assemble((topic.slug, "cyan"), "  ", line(topic.name)))
            screen.print(Padding(Text(line(topic.definition), style="dim"), (0, 0, 0, 2), expand=False))


def _show_topic(topic: "Topic") -> None:
    from rich.table import Table
    from rich.text import Text

    _section("Scope", Text(line(topic.scope)))
    rules = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False)
    rules.add_column(no_wrap=True, style="cyan")
    rules.add_column(no_wrap=True, justify="right")
    rules.add_column(overflow="fold")
    for rule in topic.rules:
        rules.add_row(rule.name, f"{rule.weight:g}", Text(line(rule.when)))
        if rule.anchor:
            rules.add_row(
                "", "", Text(f"only where the article holds {line(', '.join(rule.anchor))}", style="dim")
            )
    _section(f"Rules  {topic.rules_version}, a score of {topic.min_score:g} or more", rules)
    for title, terms in {
        "The article must hold one of": topic.anchor,
        "Evidence is void where it overlaps": topic.exclude.overlap,
        "Evidence is void in a sentence with": topic.exclude.sentence,
        "The topic is void where as much of the article is": topic.exclude.article,
    }.items():
        if terms:
            _section(title, Text(line(", ".join(terms))))
    examples = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False)
    examples.add_column(no_wrap=True)
    examples.add_column(overflow="fold")
    for example in topic.examples:
        hit = Text("hit", style="green") if example.hit else Text("miss", style="red")
        text = Text.assemble(
            (line(example.headline), "bold"), "  " if example.headline else "", line(example.text)
        )
        examples.add_row(hit, text)
    _section("Examples", examples)


def _section(title: str, content: Any) -> None:
    from rich.padding import Padding
    from rich.text import Text

    out().print()
    out().print(Text(title, style="bold"))
    out().print(Padding(content, (0, 0, 0, 2), expand=False))


def _held(book: Book, asked: "Topic | Group") -> "list[Text]":
    """Return what the book holds of it: how much, how precise, and whether it was found by other rules."""
    from rich.text import Text

    from beatbook import marking
    from warehouse import query

    [row] = [row for row in query.topics(book.connection).to_pylist() if row["topic"] == asked.slug] or [None]
    if row is None:
        return [
            Text("The book does not know it yet: `beatbook retag` tags all history by it.", style="yellow")
        ]
    articles = counted(row["articles"], "article")
    beside = marking.stands_beside(book, asked.slug)
    if not beside and not row["is_group"]:
        beside = f"precision not marked: `beatbook topics test {asked.slug} --sample 50 --to SHEET.csv`"
    told = [
        Text(f"{articles} of {row['outlets']:,} outlets" + (f", {beside}" if beside else ""), style="dim")
    ]
    if row["rules_version"] != (getattr(asked, "rules_version", "") or None):
        told.append(
            Text("The book found them by other rules: `beatbook retag` applies these.", style="yellow")
        )
    return told
