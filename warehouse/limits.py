"""The settings that every connection to DuckDB has: what it may take of the machine, and no network."""

import os
from pathlib import Path

# As tempfile looks for it, whose import takes longer than some answers.
_SPILL = Path(next((os.environ[name] for name in ("TMPDIR", "TEMP", "TMP") if os.environ.get(name)), "/tmp"))  # noqa: S108
Config = dict[str, str | bool | int | float | list[str]]
LIMITS: Config = {  # the default, 80 % of the machine, gets a loader killed
    "memory_limit": "2GB",
    "threads": "2",
}
OFFLINE: Config = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
READING: Config = {  # one for all who read: DuckDB opens no file twice in a process with other settings
    **LIMITS,
    **OFFLINE,
    "temp_directory": str(_SPILL / f"beatbook-{os.getpid()}"),  # made if memory is short
}
