"""The taxonomy as the command line reads it: a wrong file is a refusal, not a traceback."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from beatbook.refusal import Refusal

if TYPE_CHECKING:
    from transforms.taxonomy import Taxonomy


def taxonomy() -> "Taxonomy":
    """Return the taxonomy of today: the one that comes with Beatbook, and the topics of BEATBOOK_TOPICS."""
    from transforms import taxonomy as taxonomies
    from transforms.declarations import DeclarationError

    try:
        return taxonomies.load(more=os.environ.get("BEATBOOK_TOPICS"))
    except (DeclarationError, OSError) as problem:
        raise Refusal(f"The topics cannot be read: {problem}.") from problem


def with_file(known: "Taxonomy", file: Path) -> "Taxonomy":
    """Return the taxonomy with the topic that a file declares, in the place of the one of that slug."""
    from transforms import taxonomy as taxonomies
    from transforms.declarations import DeclarationError

    try:
        return taxonomies.with_topic(known, file)
    except OSError as problem:
        raise Refusal(f"{file} cannot be read: {problem.strerror}.") from problem
    except DeclarationError as problem:
        raise Refusal(f"{problem}.") from problem
