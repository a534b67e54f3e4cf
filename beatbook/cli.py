"""The command line: one word a question. Everything heavy is imported inside the command that needs it."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from beatbook import (
    archive_commands,
    digest_commands,
    edit_commands,
    keeping_commands,
    outlet_commands,
    publishing,
    run_commands,
    saved_commands,
    site_commands,
    story_commands,
    topic_commands,
)
from beatbook.formats import Format
from beatbook.options import Cite, Form, OneOutlet, Since, Until
from beatbook.refusal import end_quietly, refusing
from beatbook.unburdened import without_pandas

app = typer.Typer(
    name="beatbook",
    help="The beat book for policing and the communities policed: who covers what, and in which words.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode="rich",
)
ASK, RUN, KEEP = "Questions", "Runs", "Keeping"
app.add_typer(archive_commands.app, name="archive", rich_help_panel=ASK)
app.add_typer(saved_commands.app, name="saved", rich_help_panel=ASK)
app.add_typer(outlet_commands.app, name="outlets", rich_help_panel=ASK)
app.add_typer(topic_commands.app, name="topics", rich_help_panel=ASK)
SERVING = {"demo", "crawl", "up", "newsstand", "serve"}  # hold sockets: no closed pipe may kill them


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and exit: 0 answered, 1 failed, 2 asked wrongly, 130 interrupted."""
    with without_pandas(), refusing():
        app(args=arguments, prog_name="beatbook")


@app.callback()
def _before(context: typer.Context) -> None:
    if context.invoked_subcommand not in SERVING:
        end_quietly()


@app.command(rich_help_panel=ASK)
def trend(
    topic: Annotated[str, typer.Argument(help="A topic's slug; `beatbook topics` lists them.")],
    by: Annotated[str | None, typer.Option(metavar="outlet", help="One line an outlet.")] = None,
    every: Annotated[str, typer.Option(metavar="week|month", help="Length of a period.")] = "week",
    share: Annotated[bool, typer.Option("--share", help="Per cent of each outlet's output.")] = False,
    outlet: OneOutlet = None,
    since: Since = None,
    until: Until = None,
    cite: Cite = False,
    form: Form = Format.TABLE,
) -> None:
    """How much was written about a topic, week by week."""
    from beatbook import trend

    trend.answer(trend.Question.of(topic, by, every, share, outlet, since, until), form, cite)


@app.command(rich_help_panel=ASK)
def voices(
    topic: Annotated[str | None, typer.Argument(help="A topic's slug; none means all articles.")] = None,
    by: Annotated[
        str, typer.Option(metavar="role|outlet|week", help="One line a role, or how they part.")
    ] = "role",
    outlet: OneOutlet = None,
    since: Since = None,
    until: Until = None,
    cite: Cite = False,
    form: Form = Format.TABLE,
) -> None:
    """Who gets to speak: the police, the policed, and all others, in words and quotations."""
    from beatbook import voices

    voices.answer(voices.Question.of(topic, by, outlet, since, until), form, cite)


@app.command(rich_help_panel=ASK)
def search(
    words: Annotated[
        list[str],
        typer.Argument(help="Words and phrases, all of which must occur; or a query, see docs/search.md."),
    ],
    outlet: OneOutlet = None,
    topic: Annotated[str | None, typer.Option(metavar="SLUG", help="Only articles about this topic.")] = None,
    since: Since = None,
    until: Until = None,
    limit: Annotated[int, typer.Option(min=1, help="At most this many articles.")] = 20,
    cite: Cite = False,
    form: Form = Format.TABLE,
) -> None:
    """Articles that hold these words, the best first."""
    from beatbook import search

    search.answer(words, outlet, topic, since, until, limit, form, cite)


@app.command(rich_help_panel=ASK)
def article(
    name: Annotated[
        str, typer.Argument(metavar="ID", help="An article's id, its first letters, or its URL.")
    ],
    versions: Annotated[
        bool, typer.Option("--versions", help="How it was edited: each revision, word by word.")
    ] = False,
    form: Form = Format.TABLE,
) -> None:
    """One article, its evidence in colour, and its archived page; or how it was edited."""
    from beatbook import article
    from beatbook import versions as edited

    (edited if versions else article).answer(name, form)


app.command(rich_help_panel=ASK)(edit_commands.edits)
app.command(rich_help_panel=ASK)(story_commands.stories)
app.command(rich_help_panel=ASK)(story_commands.story)
app.command(rich_help_panel=ASK)(story_commands.keyness)


@app.command(rich_help_panel=ASK)
def explain(
    page: Annotated[Path, typer.Argument(help="A saved page (.html, .html.gz, .txt) or a folder of them.")],
    url: Annotated[str | None, typer.Option(help="The page's address, if it does not say so.")] = None,
    form: Form = Format.TABLE,
) -> None:
    """What Beatbook sees in a saved page, or a folder of them."""
    from beatbook import explaining

    explaining.answer(page, url, form)


@app.command(rich_help_panel=ASK)
def releases(
    name: Annotated[str | None, typer.Argument(metavar="ID", help="One, and the voices added.")] = None,
    outlet: OneOutlet = None,
    since: Since = None,
    until: Until = None,
    form: Form = Format.TABLE,
) -> None:
    """Press releases: who ran each, how much of it, with which voices added; and those that nobody ran."""
    from beatbook import releases

    if name is None:
        releases.list_them(outlet, since, until, form)
    else:
        releases.answer(name, form)


@app.command(rich_help_panel=ASK)
def status(since: Since = None, until: Until = None, form: Form = Format.TABLE) -> None:
    """The last run; outlets blind or degraded in the last thirty days, or in those asked for, and why."""
    from beatbook import status

    status.answer(since, until, form)


@app.command(rich_help_panel=ASK)
def sql(
    query: Annotated[
        str, typer.Argument(help="One read-only statement; `FROM sample_queries` shows what can be asked.")
    ],
    as_of: Annotated[
        str | None,
        typer.Option(metavar="WHEN", help="The book as it was then: a day, a minute in London, a version."),
    ] = None,
    timeout: Annotated[float, typer.Option(min=0.01, metavar="SECONDS", help="How long it may take.")] = 60.0,
    cite: Cite = False,
    form: Form = Format.TABLE,
) -> None:
    """Ask the warehouse in SQL, read-only."""
    from beatbook import export

    export.answer(query, form, as_of, cite, timeout)


@app.command(rich_help_panel=ASK)
def export(
    to: Annotated[
        Path, typer.Option(help="A file: .csv, .json, .jsonl, .parquet. Or a folder, for the whole book.")
    ],
    table: Annotated[str | None, typer.Argument(help="A table or view; none means the whole book.")] = None,
    query: Annotated[str | None, typer.Option("--sql", help="Or the answer to this statement.")] = None,
    form: Annotated[
        str, typer.Option("--format", "-f", metavar="parquet|csv|jsonl", help="Of the whole book's files.")
    ] = "parquet",
    without_text: Annotated[
        bool,
        typer.Option(
            "--without-text", help="For those who may not pass on full texts: no body, no long quotation."
        ),
    ] = False,
) -> None:
    """Write a table or an answer to a file, or the whole book, with README and checksums, into a folder."""
    from beatbook import export

    export.to_place(table, query, to, form, without_text)


@app.command(rich_help_panel=ASK)
def path() -> None:
    """Where the warehouse is: duckdb -readonly $(beatbook path)"""
    from beatbook import book

    sys.stdout.write(f"{book.path()}\n")


app.command(rich_help_panel=ASK)(digest_commands.digest)
app.command(rich_help_panel=ASK)(site_commands.site)
app.command(rich_help_panel=ASK)(site_commands.serve)
for command in (
    run_commands.demo,
    run_commands.crawl,
    run_commands.backfill,
    publishing.publish,
    topic_commands.retag,
    run_commands.up,
    run_commands.newsstand,
):
    app.command(rich_help_panel=RUN)(command)
app.command(rich_help_panel=KEEP)(keeping_commands.doctor)
app.command(rich_help_panel=KEEP)(keeping_commands.backup)
app.command(rich_help_panel=KEEP)(keeping_commands.restore)
app.command(rich_help_panel=KEEP)(keeping_commands.forget)


if __name__ == "__main__":
    main()
