"""`beatbook outlets` and what is done with the catalogue: probe, check, import, export."""

from pathlib import Path
from typing import Annotated

import typer

from beatbook.formats import Format
from beatbook.options import Form

app = typer.Typer(no_args_is_help=False, rich_markup_mode="rich")


@app.callback(invoke_without_command=True)
def outlets(context: typer.Context, form: Form = Format.TABLE) -> None:
    """The outlets, what each gave; probe, check, import, export."""
    if context.invoked_subcommand is None:
        from beatbook import listing

        listing.outlets(form)


@app.command()
def probe(
    url: Annotated[str, typer.Argument(help="A site's front page.")],
    write: Annotated[bool, typer.Option("--write", help="Into the catalogue's folder, not stdout.")] = False,
    page: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Save its newest page, for the golden tests.")
    ] = None,
) -> None:
    """Find a site's feeds and sitemaps, and draft its outlet."""
    from beatbook import probing

    probing.answer(url, write, page)


@app.command()
def check(
    slugs: Annotated[
        list[str] | None, typer.Argument(metavar="[OUTLET]...", help="None means all that are enabled.")
    ] = None,
    form: Form = Format.TABLE,
) -> None:
    """Test-fetch the sources; exit 1 if an enabled outlet has none that works."""
    from beatbook import checking

    raise typer.Exit(checking.answer(slugs or [], form))


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE.opml", help="A list of feeds.")],
    into: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Where the drafts go, if not the catalogue.")
    ] = None,
) -> None:
    """Draft an outlet, still disabled, for each site of an OPML file."""
    from beatbook import exchange

    exchange.take_in(file, into)


@app.command()
def export(
    opml: Annotated[bool, typer.Option("--opml", help="As OPML 2.0, for feed readers.")] = False,
) -> None:
    """Write the catalogue's feeds to stdout."""
    from beatbook import exchange

    exchange.give_out(opml)
