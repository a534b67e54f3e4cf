"""The commands that keep a book: `doctor`, `backup`, `restore` and `forget`."""

from pathlib import Path
from typing import Annotated

import typer

from beatbook.formats import Format
from beatbook.options import Form


def doctor(
    repair: Annotated[
        bool, typer.Option("--repair", help="Mend what can be mended from what is whole.")
    ] = False,
    form: Form = Format.TABLE,
) -> None:
    """Whether all that the book holds is whole; exit 1 if anything is not."""
    from beatbook import doctoring

    raise typer.Exit(doctoring.answer(repair, form))


def backup(
    to: Annotated[Path, typer.Argument(help="A new folder, best on another disk.")],
    link: Annotated[
        bool, typer.Option("--link", help="Hard links where possible: quick, but on the same disk.")
    ] = False,
) -> None:
    """Copy the whole book while it is used; every file with its sum."""
    from beatbook import backing_up

    backing_up.backup(to, link)


def restore(
    source: Annotated[Path, typer.Argument(metavar="FROM", help="A folder that `beatbook backup` made.")],
    home: Annotated[
        Path | None, typer.Option(metavar="PATH", help="Where to; none: the home that is used now.")
    ] = None,
) -> None:
    """Put a backup back, into an empty home, once every file of it has its sum."""
    from beatbook import backing_up

    backing_up.restore(source, home)


def forget(
    url: Annotated[str | None, typer.Argument(help="A page's address, in any of its spellings.")] = None,
    person: Annotated[
        str | None, typer.Option(metavar="NAME", help="Every article and page that names the person so.")
    ] = None,
    outlet: Annotated[str | None, typer.Option(metavar="SLUG", help="All that came from it.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would go.")] = False,
) -> None:
    """Remove a page, a person's articles or an outlet for good, and prove it by a scan of every byte."""
    from beatbook import forget_face

    raise typer.Exit(forget_face.answer(url, person, outlet, dry_run))
