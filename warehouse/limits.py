"""The settings that every connection to DuckDB has: what it may take of the machine, and no network."""

Config = dict[str, str | bool | int | float | list[str]]
LIMITS: Config = {  # the default, 80 % of the machine, gets a loader killed
    "memory_limit": "2GB",
    "threads": "2",
}
OFFLINE: Config = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
