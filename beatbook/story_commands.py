"""The commands `beatbook stories`, `story` and `keyness`: what outlets made of the same events."""

from typing import Annotated

import typer

from beatbook.formats import Format
from beatbook.options import Form, Since, Until


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


def story(
    name: Annotated[
        str, typer.Argument(metavar="ID", help="A story's id, its first letters, or an article's.")
    ],
    form: Form = Format.TABLE,
) -> None:
    """One story, article by article, and the outlets without one."""
    from beatbook import stories

    stories.answer(name, form)


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
