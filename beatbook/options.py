"""The options that many commands share, so that each is spelt and explained once."""

from typing import Annotated

import typer

from beatbook.formats import Format

Form = Annotated[Format, typer.Option("--format", "-f", help="How to write the answer.")]
Since = Annotated[str | None, typer.Option("--from", metavar="DAY", help="First day, as 2026-07-06.")]
Until = Annotated[str | None, typer.Option("--to", metavar="DAY", help="Last day.")]
OneOutlet = Annotated[str | None, typer.Option("--outlet", metavar="SLUG", help="Only this outlet.")]
Cite = Annotated[
    bool,
    typer.Option("--cite", help="Say on stderr what to print under a figure: snapshot, taxonomy, query."),
]
