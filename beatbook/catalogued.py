"""The catalogue as the command line reads it: a wrong file is a refusal, not a traceback."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from beatbook.refusal import Refusal

if TYPE_CHECKING:
    from spiders.catalogue import Outlet


def folder() -> Path:
    """Return the catalogue's folder: BEATBOOK_CATALOGUE, else the one that comes with Beatbook."""
    from spiders.catalogue import named_folder

    return named_folder()


def catalogued(slugs: Sequence[str] = ()) -> "list[Outlet]":
    """Return the outlets of these slugs, all if none is named; raises Refusal for a name that is none."""
    from spiders.catalogue import CatalogueError, outlets

    try:
        known = outlets(folder())
    except CatalogueError as problem:
        raise Refusal(str(problem)) from problem
    if strangers := sorted(set(slugs) - {outlet.slug for outlet in known}):
        raise Refusal(f"No outlet is called {', '.join(strangers)}: `ls {folder()}` shows what there is.")
    return [outlet for outlet in known if outlet.slug in slugs or not slugs]
