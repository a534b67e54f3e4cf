"""`beatbook archive`: whether it is whole, how much it holds, a page as served, and what may go."""

import datetime as dt
from typing import Annotated

import typer

from beatbook.formats import Format
from beatbook.options import Form

app = typer.Typer(no_args_is_help=True, rich_markup_mode="rich", help="Pages as they were served.")


@app.command()
def verify(form: Form = Format.TABLE) -> None:
    """Read all of it; name damage by file and byte, exit 1 if there is any."""
    from beatbook import archiving

    raise typer.Exit(archiving.verify(form))


@app.command()
def stats(form: Form = Format.TABLE) -> None:
    """How much is kept of each outlet, month by month."""
    from beatbook import archiving

    archiving.stats(form)


@app.command()
def get(
    url: Annotated[str, typer.Argument(help="A page's address, in any of its spellings.")],
    at: Annotated[
        dt.datetime | None,
        typer.Option(metavar="DAY", formats=["%Y-%m-%d"], help="As it was on this day; none: last seen."),
    ] = None,
    headers: Annotated[bool, typer.Option("--headers", help="With its status line and headers.")] = False,
) -> None:
    """Write an archived page to stdout, as it was served."""
    from beatbook import archiving

    archiving.get(url, at.date() if at else None, headers)


@app.command()
def prune(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would go.")] = False,
    form: Form = Format.TABLE,
) -> None:
    """Remove pages older than retention.toml keeps them, and empty texts; ledgers and figures stay."""
    from beatbook import archiving

    archiving.prune(dry_run, form)
