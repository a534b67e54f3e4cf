"""Shows how far a command is that reads or tags many articles: a bar on a terminal, nothing elsewhere."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from beatbook.screen import err

Advance = Callable[..., None]  # how many more are done, and by name `total`, once that is known


@contextmanager
def advancing(name: str, total: int | None) -> Iterator[Advance]:
    """Yield what is told how many more are done; `total` is None where nobody knows it yet."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=err(), transient=True, disable=not err().is_terminal) as bar:
        task = bar.add_task(name, total=total)
        yield lambda some, total=None: bar.update(task, advance=some, total=total)
