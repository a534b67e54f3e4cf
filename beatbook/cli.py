"""The command line: one word a question. Everything heavy is imported inside the command that needs it."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from beatbook import archive_commands, outlet_commands, site_commands
from beatbook.formats import Format
from beatbook.refusal import Refusal

app = typer.Typer(
    name="beatbook",
    help="The beat book for policing and the communities policed: who covers what, and in which words.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)
ASK, RUN = "Questions", "Runs"
app.add_typer(archive_commands.app, name="archive", rich_help_panel=ASK)
app.add_typer(outlet_commands.app, name="outlets", rich_help_panel=ASK)
app.command(rich_help_panel=ASK)(site_commands.site)
app.command(rich_help_panel=ASK)(site_commands.serve)
SERVING = {
    "demo",
    "crawl",
    "up",
    "newsstand",
    "serve",
}  # these hold sockets, so a closed pipe must not kill them

Form = Annotated[Format, typer.Option("--format", "-f", help="How to write the answer.")]
Since = Annotated[str | None, typer.Option("--from", metavar="DAY", help="First day, as 2026-07-06.")]
Until = Annotated[str | None, typer.Option("--to", metavar="DAY", help="Last day.")]
OneOutlet = Annotated[str | None, typer.Option("--outlet", metavar="SLUG", help="Only this outlet.")]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and exit: 0 answered, 1 failed, 2 asked wrongly, 130 interrupted."""
    try:
        app(args=arguments, prog_name="beatbook")
    except Refusal as refusal:
        from beatbook.screen import say

        say(f"beatbook: {refusal}", style="red")
        sys.exit(refusal.exit_code)


@app.callback()
def _before(context: typer.Context) -> None:
    if context.invoked_subcommand not in SERVING and hasattr(os, "fork"):
        import signal

        signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `beatbook trend ... | head` ends quietly


@app.command(rich_help_panel=ASK)
def trend(
    topic: Annotated[str, typer.Argument(help="A topic's slug; `beatbook topics` lists them.")],
    by: Annotated[str | None, typer.Option(metavar="outlet", help="One line an outlet.")] = None,
    every: Annotated[str, typer.Option(metavar="week|month", help="Length of a period.")] = "week",
    share: Annotated[bool, typer.Option("--share", help="Per cent of each outlet's output.")] = False,
    outlet: OneOutlet = None,
    since: Since = None,
    until: Until = None,
    form: Form = Format.TABLE,
) -> None:
    """How much was written about a topic, week by week."""
    from beatbook import trend

    trend.answer(trend.Question.of(topic, by, every, share, outlet, since, until), form)


@app.command(rich_help_panel=ASK)
def voices(
    topic: Annotated[str | None, typer.Argument(help="A topic's slug; none means all articles.")] = None,
    by: Annotated[
        str, typer.Option(metavar="role|outlet|week", help="One line a role, or how they part.")
    ] = "role",
    outlet: OneOutlet = None,
    since: Since = None,
    until: Until = None,
    form: Form = Format.TABLE,
) -> None:
    """Who gets to speak: the police, the policed, and all others, in words and quotations."""
    from beatbook import voices

    voices.answer(voices.Question.of(topic, by, outlet, since, until), form)


@app.command(rich_help_panel=ASK)
def search(
    words: Annotated[list[str], typer.Argument(help="All of them must occur.")],
    outlet: OneOutlet = None,
    since: Since = None,
    until: Until = None,
    limit: Annotated[int, typer.Option(min=1, help="At most this many articles.")] = 20,
    form: Form = Format.TABLE,
) -> None:
    """Articles that hold these words, newest first."""
    from beatbook import search

    search.answer(words, outlet, since, until, limit, form)


@app.command(rich_help_panel=ASK)
def article(
    name: Annotated[
        str, typer.Argument(metavar="ID", help="An article's id, its first letters, or its URL.")
    ],
    form: Form = Format.TABLE,
) -> None:
    """One article, its evidence in colour, and its archived page."""
    from beatbook import article

    article.answer(name, form)


@app.command(rich_help_panel=ASK)
def stories(
    topic: Annotated[str | None, typer.Option(metavar="SLUG", help="Only stories about this topic.")] = None,
    since: Since = None,
    until: Until = None,
    limit: Annotated[int, typer.Option(min=1, help="At most this many stories.")] = 20,
    form: Form = Format.TABLE,
) -> None:
    """Events that several outlets told: who was first, who was silent."""
    from beatbook import stories

    stories.list_them(topic, since, until, limit, form)


@app.command(rich_help_panel=ASK)
def story(
    name: Annotated[
        str, typer.Argument(metavar="ID", help="A story's id, its first letters, or an article's.")
    ],
    form: Form = Format.TABLE,
) -> None:
    """One story, article by article, and the outlets without one."""
    from beatbook import stories

    stories.answer(name, form)


@app.command(rich_help_panel=ASK)
def keyness(
    a: Annotated[str, typer.Argument(metavar="A", help="An outlet's slug, or several joined by commas.")],
    b: Annotated[str, typer.Argument(metavar="B", help="Whom to compare it with.")],
    topic: Annotated[str | None, typer.Option(metavar="SLUG", help="Only articles about this topic.")] = None,
    since: Since = None,
    until: Until = None,
    limit: Annotated[int, typer.Option(min=1, help="At most this many words.")] = 20,
    form: Form = Format.TABLE,
) -> None:
    """Words that outlets use unlike in the same stories, with sentences."""
    from beatbook import keyness

    keyness.answer(a, b, topic, since, until, limit, form)


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
def topics(form: Form = Format.TABLE) -> None:
    """The topics, what each means, and how many articles it has."""
    from beatbook import listing

    listing.topics(form)


@app.command(rich_help_panel=ASK)
def releases(
    outlet: OneOutlet = None, since: Since = None, until: Until = None, form: Form = Format.TABLE
) -> None:
    """Press releases: who ran each, how much of it, how soon; and those that nobody ran."""
    from beatbook import listing

    listing.releases(outlet, since, until, form)


@app.command(rich_help_panel=ASK)
def status(form: Form = Format.TABLE) -> None:
    """The last run; outlets blind or degraded, and why."""
    from beatbook import status

    status.answer(form)


@app.command(rich_help_panel=ASK)
def sql(
    query: Annotated[
        str, typer.Argument(help="One read-only statement; `FROM sample_queries` shows what can be asked.")
    ],
    as_of: Annotated[
        str | None, typer.Option(metavar="DAY", help="The book as it was at the end of this day.")
    ] = None,
    cite: Annotated[bool, typer.Option("--cite", help="Say what to print under a figure.")] = False,
    form: Form = Format.TABLE,
) -> None:
    """Ask the warehouse in SQL, read-only."""
    from beatbook import export

    export.answer(query, form, as_of, cite)


@app.command(rich_help_panel=ASK)
def export(
    to: Annotated[Path, typer.Option(help="The file to write: .csv, .json or .parquet.")],
    table: Annotated[str | None, typer.Argument(help="A table or view of the warehouse.")] = None,
    query: Annotated[str | None, typer.Option("--sql", help="Or the answer to this statement.")] = None,
) -> None:
    """Write a table, or the answer to a statement, to a file."""
    from beatbook import export

    export.to_file(table, query, to)


@app.command(rich_help_panel=ASK)
def path() -> None:
    """Where the warehouse is: duckdb -readonly $(beatbook path)"""
    from beatbook import book

    sys.stdout.write(f"{book.path()}\n")


@app.command(rich_help_panel=RUN)
def demo(
    pages: Annotated[Path | None, typer.Option(help="A folder of real pages to run on instead.")] = None,
    into: Annotated[
        Path | None, typer.Option(help="Where the book goes, if not data/demo or data/pages.")
    ] = None,
) -> None:
    """Crawl fictional outlets on this machine, answer a question."""
    from beatbook import demo

    raise typer.Exit(demo.run(pages, into))


@app.command(rich_help_panel=RUN)
def crawl(
    only: Annotated[
        list[str] | None, typer.Argument(metavar="[OUTLET]...", help="Slugs; none means all.")
    ] = None,
    now: Annotated[
        bool, typer.Option("--now", help="Ask also the feeds and sitemaps that are not due.")
    ] = False,
) -> None:
    """The live day: every enabled outlet, side by side."""
    from beatbook import stack
    from warehouse.home import Home

    raise typer.Exit(stack.crawl(Home.to_fill(), outlets=only or None, poll_all=now))


@app.command(rich_help_panel=RUN)
def backfill(
    files: Annotated[list[Path], typer.Argument(metavar="FILE.warc.gz...", help="CC-NEWS's, or our own.")],
    outlet: Annotated[
        list[str] | None, typer.Option("--outlet", metavar="SLUG", help="Only these; none means all.")
    ] = None,
) -> None:
    """Take in the catalogue's pages from WARC files on disk."""
    from beatbook import backfilling

    backfilling.answer(files, outlet or [])


@app.command(rich_help_panel=RUN)
def up() -> None:
    """Run the scheduler stack on loopback, until Ctrl-C."""
    from beatbook import stack
    from warehouse.home import Home

    raise typer.Exit(stack.up(Home.to_fill()))


@app.command(rich_help_panel=RUN)
def newsstand(
    port: Annotated[int, typer.Option(help="0 takes a free one.")] = 0,
    pages: Annotated[Path | None, typer.Option(help="Serve this folder of real pages instead.")] = None,
) -> None:
    """Serve the fictional outlets on loopback, until Ctrl-C."""
    from beatbook import demo

    demo.serve(port, pages)
