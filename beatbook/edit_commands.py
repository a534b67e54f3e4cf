"""The command `beatbook edits`: what it may be asked."""

from typing import Annotated

import typer

from beatbook.formats import Format
from beatbook.options import Cite, Form, OneOutlet, Since, Until


def edits(
    topic: Annotated[str | None, typer.Argument(help="A topic's slug; none means all articles.")] = None,
    outlet: OneOutlet = None,
    kind: Annotated[
        str | None, typer.Option(metavar="KIND", help="As name-removed or softened: see docs/edits.md.")
    ] = None,
    since: Since = None,
    until: Until = None,
    cite: Cite = False,
    form: Form = Format.TABLE,
) -> None:
    """What was edited after publication: names, numbers, voices, softer words."""
    from beatbook import edits

    edits.answer(edits.Question.of(topic, outlet, kind, since, until), form, cite)
