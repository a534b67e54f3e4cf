"""The commands that keep a book: `doctor`, `backup`, `restore` and `forget`."""

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
