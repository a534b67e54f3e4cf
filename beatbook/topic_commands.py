"""`beatbook topics`, what is done with one (show, test, try, marks), and `beatbook retag`."""

from pathlib import Path
from typing import Annotated

import typer

from beatbook.formats import Format
from beatbook.options import Form

app = typer.Typer(no_args_is_help=False, rich_markup_mode="rich")
Limit = Annotated[int, typer.Option(min=0, help="At most this many articles of a kind on screen.")]
Sample = Annotated[
    int | None, typer.Option(metavar="N", min=1, help="Draw so many of the articles found, to mark them.")
]
Seed = Annotated[int | None, typer.Option(help="Draw the sheet of this number again.")]
To = Annotated[Path | None, typer.Option(metavar="SHEET.csv", help="The sheet to write.")]


@app.callback(invoke_without_command=True)
def topics(context: typer.Context, form: Form = Format.TABLE) -> None:
    """The topics in their groups; show, test, try and mark one."""
    if context.invoked_subcommand is None:
        from beatbook import topic_list

        topic_list.answer(form)


@app.command()
def show(
    name: Annotated[str, typer.Argument(metavar="TOPIC", help="A topic's slug, or a group's.")],
    form: Form = Format.TABLE,
) -> None:
    """What a topic is: definition, scope, rules, examples."""
    from beatbook import topic_shown

    topic_shown.answer(name, form)


@app.command()
def test(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A topic as TOML, or the slug of one we have.")],
    sample: Sample = None,
    seed: Seed = None,
    to: To = None,
    limit: Limit = 10,
    form: Form = Format.TABLE,
) -> None:
    """Run a topic's examples, and the topic on the whole book; exit 1 if an example fails."""
    from beatbook import topic_trials
    from beatbook.sheet import Drawing

    raise typer.Exit(topic_trials.test(file, Drawing.of(sample, seed, to), limit, form))


@app.command("try")
def try_(
    rule: Annotated[str, typer.Argument(metavar='"RULE"', help="As `when` of a topic's rule.")],
    topic: Annotated[
        str | None, typer.Option(metavar="TOPIC", help="What it would add to this topic.")
    ] = None,
    weight: Annotated[float, typer.Option(min=0.01, help="The rule's weight.")] = 1.0,
    sample: Sample = None,
    seed: Seed = None,
    to: To = None,
    limit: Limit = 10,
    form: Form = Format.TABLE,
) -> None:
    """Run one rule on the whole book."""
    from beatbook import topic_trials
    from beatbook.sheet import Drawing

    topic_trials.try_rule(rule, topic, weight, Drawing.of(sample, seed, to), limit, form)


@app.command()
def marks(
    file: Annotated[Path, typer.Argument(metavar="SHEET.csv", help="A sheet that you have marked.")],
    form: Form = Format.TABLE,
) -> None:
    """Keep a sheet's marks, and say how precise the topic is."""
    from beatbook import marking

    marking.answer(file, form)


def retag(
    is_all: Annotated[bool, typer.Option("--all", help="Entities, people, voices and wording too.")] = False,
    form: Form = Format.TABLE,
) -> None:
    """Tag all history by the rules of today; say what that changed."""
    from beatbook import retagging

    retagging.answer(form, is_all)
