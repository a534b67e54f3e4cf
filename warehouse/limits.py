"""The settings that every connection to DuckDB has: what it may take of the machine, and no network."""

import os
from collections.abc import Iterable
from pathlib import Path

# As tempfile looks for it, whose import takes longer than some answers.
_SPILL = Path(next((os.environ[name] for name in ("TMPDIR", "TEMP", "TMP") if os.environ.get(name)), "/tmp"))  # noqa: S108
Config = dict[str, str | bool | int | float | list[str]]
LIMITS: Config = {  # the default, 80 % of the machine, gets a loader killed
    "memory_limit": "2GB",
    "threads": "2",
}
OFFLINE: Config = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
SMALL = 32 << 20  # bytes: below, two threads spend more on waiting for one another than they save


def within(paths: Iterable[Path]) -> Config:
    """Return the settings for whoever works on these files: one thread if they are small together."""
    size = sum(path.stat().st_size for path in paths if path.exists())
    return {**LIMITS, "threads": "1" if size < SMALL else LIMITS["threads"], **OFFLINE}


def reading(path: Path) -> Config:
    """Return the settings for whoever asks this warehouse: DuckDB wants the same for all of a process."""
    spill = str(_SPILL / f"beatbook-{os.getpid()}")  # made if memory is short
    return {**within([path]), "temp_directory": spill}
