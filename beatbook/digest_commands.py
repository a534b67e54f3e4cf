"""The command `beatbook digest`: the last whole day in a page, printed or sent."""

from enum import StrEnum
from typing import Annotated

import typer


class Face(StrEnum):
    """How a digest is written."""

    TEXT = "text"
    HTML = "html"
    JSON = "json"


def digest(
    day: Annotated[
        str | None, typer.Option(metavar="DAY", help="Another day than the last whole one.")
    ] = None,
    send: Annotated[
        bool, typer.Option("--send", help="Send it to whom BEATBOOK_NOTIFY names, who had it not yet.")
    ] = False,
    again: Annotated[
        bool, typer.Option("--again", help="With --send: also to those whom it may have reached.")
    ] = False,
    form: Annotated[Face, typer.Option("--format", "-f", help="How to write it.")] = Face.TEXT,
) -> None:
    """What burst, began, was left out, was changed: the days just over, in one page."""
    from beatbook import digest_answer

    digest_answer.answer(day, form, send=send, again=again)
