"""`beatbook saved`: the desk's saved queries, what one gives, and what is due to be sent."""

from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=False, rich_markup_mode="rich")


@app.callback(invoke_without_command=True)
def saved(context: typer.Context) -> None:
    """The saved queries and what they give now; try one, send what is due."""
    if context.invoked_subcommand is None:
        from beatbook import saved_answer

        saved_answer.list_them()


@app.command("try")
def try_(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="A saved query as TOML, or the name of one we have.")
    ],
) -> None:
    """What a saved query finds, and what it would alert to."""
    from beatbook import saved_answer

    saved_answer.try_one(file)


@app.command()
def send() -> None:
    """Send what saved queries newly found; what quiet hours hold back waits."""
    from beatbook import saved_answer

    saved_answer.send()
