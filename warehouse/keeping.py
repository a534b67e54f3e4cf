"""How many snapshots and sites are kept, as `retention.toml` says; of pages, see `spiders.retention`."""

import tomllib
from pathlib import Path

FILE = "retention.toml"


class KeepingError(ValueError):
    """retention.toml does not say how many are kept; the message says what to write."""


def most(home: Path, what: str, usual: int) -> int:
    """Return how many of `what`, "snapshots" or "sites", are kept; `usual` if the file does not say.

    Raises KeepingError for a number below 1: the current one always stays.
    """
    file = home / FILE
    if not file.exists():
        return usual
    try:
        given = tomllib.loads(file.read_text(encoding="utf-8")).get(what, usual)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise KeepingError(f"{file}: is not TOML: {error}") from error
    if type(given) is not int or given < 1:
        raise KeepingError(f"{file}: {what} must be a number from 1, not {given!r}")
    return given
