"""The command `beatbook publish`: the lake as it is now, as the warehouse that people open."""

from typing import Annotated

import typer

from beatbook.refusal import Refusal


def publish(
    full: Annotated[
        bool, typer.Option("--full", help="Make all anew instead of adding what is new.")
    ] = False,
) -> None:
    """Turn the lake into the warehouse that people open."""
    from beatbook.screen import say
    from warehouse import publish as publishing
    from warehouse.home import Home
    from warehouse.keeping import KeepingError
    from warehouse.suppressed import SuppressedError

    home = Home.to_fill()
    if not home.lake.exists():
        raise Refusal(f"There is no lake in {home.root}: run `make demo` or `beatbook crawl`.")
    try:
        snapshot = publishing.publish(home, full=full)
    except publishing.ChecksFailed as found:
        raise Refusal(str(found), exit_code=1) from found
    except (KeepingError, SuppressedError) as wrong:
        raise Refusal(f"{wrong}.") from wrong
    if snapshot.damage:
        say(f"Built without a snapshot that is damaged ({snapshot.damage}): see `beatbook doctor`.")
    articles = f"{snapshot.counts['articles']:,} articles, {snapshot.new_articles:,} new"
    say(f"{snapshot.path}: {'nothing is new' if snapshot.unchanged else articles}")
