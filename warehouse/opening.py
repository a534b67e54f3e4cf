"""Opens the published warehouse, read-only, within limits, and out of reach of all else on the machine."""

import threading
from datetime import date
from pathlib import Path

import duckdb

from warehouse import snapshots
from warehouse.answers import Connection
from warehouse.home import Home
from warehouse.limits import reading
from warehouse.unanswered import NoWarehouse
from warehouse.variables import HOME, set_variable

_locking = threading.Lock()


def open(home: Home, as_of: date | None = None) -> Connection:  # the name that analysts know from files
    """Return a connection to the warehouse that is published now, which stays as it is while open.

    With `as_of`, the one that was published at the end of that day. It cannot change anything: the file is
    open for reading, other files and the network are out of reach, and the limits on memory and threads are
    locked. Raises NoWarehouse.
    """
    if not home.warehouse.exists():
        raise NoWarehouse(f"There is no warehouse in {home.root} yet: run `make demo` or `beatbook crawl`.")
    path = _published(home, as_of)
    con = duckdb.connect(str(path), read_only=True, config=reading(path))
    with _locking:  # all connections of a process to one file share their settings
        ((locked,),) = con.execute("select current_setting('lock_configuration')").fetchall()
        if not locked:
            con.execute("set allowed_directories = $folders", {"folders": [str(home.segments.resolve())]})
            con.execute("set parquet_metadata_cache = true")  # segments never change
            con.execute("set enable_external_access = false")
            con.execute("set lock_configuration = true")
    set_variable(con, HOME, str(home.root.resolve()))
    return con


def _published(home: Home, as_of: date | None) -> Path:
    if as_of is None:
        return home.warehouse
    path = snapshots.as_of(home, as_of)
    if path is None:
        oldest = min((built_at for built_at, _ in snapshots.kept(home)), default=None)
        reach = f"the oldest is of {oldest:%Y-%m-%d}" if oldest else "none is kept"
        raise NoWarehouse(f"No snapshot of {as_of} or before it is kept in {home.snapshots}: {reach}.")
    return path
