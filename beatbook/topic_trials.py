"""Answers `beatbook topics test` and `try`: a topic, or one rule, run on the whole book."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from beatbook import rulebook
from beatbook.book import opened, slug
from beatbook.formats import Format, emit
from beatbook.refusal import Refusal
from beatbook.screen import say
from beatbook.sheet import Drawing
from beatbook.trial import Found, Trial
from warehouse.home import Home

if TYPE_CHECKING:
    import pyarrow as pa

    from transforms.taxonomy import Taxonomy, Topic


def test(named: str, drawing: Drawing | None, limit: int, form: Format) -> int:
    """Run the topic that a file declares, or one we have; return 1 if an example fails, else 0."""
    from beatbook import trial, trial_face
    from transforms import trials

    known = rulebook.taxonomy()
    topic = _topic(known, named)
    only = trials.alone(known, topic)
    examples = trials.examples(topic, only)
    failed = sum(bool(hits) is not example.hit for example, hits in examples)
    is_book = Home.from_env().warehouse.exists()
    if form is Format.TABLE and not (drawing and is_book):
        trial_face.show_examples(topic, examples)
    if not is_book:
        say("There is no book yet to run it on: `make demo` or `beatbook crawl` makes one.")
        return 1 if failed else 0
    with opened() as book:
        run = trial.run(book, topic.slug, only)
        drawn = _draw(drawing, run.of("added", "kept"), topic.slug, only.version)
        if form is not Format.TABLE:
            emit(_rows(run), form)
        else:
            if drawing:
                trial_face.show_examples(topic, examples)
            trial_face.show_topic(book, run, topic.slug, limit)
        if drawn:
            say(drawn)
    if failed and form is not Format.TABLE:
        say(f"{failed} of {len(examples)} examples are not as they say.", style="red")
    return 1 if failed else 0


def try_rule(
    rule: str, name: str | None, weight: float, drawing: Drawing | None, limit: int, form: Format
) -> None:
    """Run one rule: where it matches, or what it would add to a topic."""
    from beatbook import trial, trial_face
    from transforms import trials

    known = rulebook.taxonomy()
    topic = None if name is None else _rules_of(known, slug(name))
    try:
        tried = trials.with_rule(known, topic, rule, weight) if topic else trials.of_rule(known, rule)
    except ValueError as problem:
        raise Refusal(str(problem)) from problem
    only = trials.alone(known, tried)
    with opened() as book:
        run = trial.run(book, topic.slug if topic else "", only)
        drawn = _draw(drawing, run.of("added"), tried.slug, only.version, rule)
        if form is not Format.TABLE:
            emit(_rows(run), form)
        elif topic:
            trial_face.show_addition(book, run, topic, limit)
        else:
            trial_face.show_rule(book, run, rule, limit)
        if drawn:
            say(drawn)


def _topic(known: "Taxonomy", named: str) -> "Topic":
    """Return the topic that a file declares, or the one we have of that slug."""
    if not named.strip():
        raise Refusal("Name a topic's file, or the slug of one we have: `beatbook topics` lists them.")
    file = Path(named)
    if file.suffix == ".toml" or file.exists():
        with_it = rulebook.with_file(known, file)
        return next(topic for topic in with_it.topics if topic.slug == file.stem)
    return _rules_of(known, slug(named))


def _rules_of(known: "Taxonomy", name: str) -> "Topic":
    from transforms.taxonomy import Topic

    found = rulebook.named(known, name)
    if not isinstance(found, Topic):
        own = ", ".join(topic.slug for topic in known.topics if topic.parent == name)
        raise Refusal(f"{name} is a group, and has no rules of its own: name one of {own}.")
    return found


def _draw(drawing: Drawing | None, found: list[Found], topic: str, version: str, rule: str = "") -> str:
    """Write the sheet, if one is asked for, and return what to say of it.

    It is written before anything is printed, since `| head` ends a program that goes on printing.
    """
    from beatbook import sheet

    if drawing is None:
        return ""
    drawn = drawing.draw(found)
    if not drawn:
        raise Refusal("Nothing was found, so there is no sheet to draw.", exit_code=1)
    sheet.write(drawing.to, drawn, topic, version, rule)
    return (
        f"{len(drawn)} of {len(found):,} articles drawn into {drawing.to} (seed {drawing.seed}). "
        f"Write y, n or ? under `right`, then: beatbook topics marks {drawing.to}"
    )


def _rows(run: Trial) -> "pa.Table":
    """Return one row an article: change, score and the spans that speak for it, as text among their words."""
    import pyarrow as pa

    from beatbook import sheet

    rows = [
        {key: value for key, value in asdict(each).items() if key != "evidence"}
        | {"words": sheet.words(each)}
        for each in run.found
    ]
    kinds = {"day": pa.date32(), "score": pa.float64(), "hits": pa.int32()}
    names = ("change", "article_id", "outlet", "day", "headline", "url", "score", "hits", "words")
    return pa.Table.from_pylist(
        rows, schema=pa.schema([(name, kinds.get(name, pa.string())) for name in names])
    )
