"""The settings that every connection to DuckDB has: what it may take of the machine, and no network."""

import os
import tempfile
from pathlib import Path

Config = dict[str, str | bool | int | float | list[str]]
LIMITS: Config = {  # the default, 80 % of the machine, gets a loader killed
    "memory_limit": "2GB",
    "threads": "2",
}
OFFLINE: Config = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
READING: Config = {  # one for all who read: DuckDB opens no file twice in a process with other settings
    **LIMITS,
    **OFFLINE,
    "temp_directory": str(Path(tempfile.gettempdir()) / f"beatbook-{os.getpid()}"),  # if memory is short
}
