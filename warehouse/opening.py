"""Opens the published warehouse, read-only, within limits, and out of reach of all else on the machine."""

import threading

import duckdb

from warehouse import snapshots
from warehouse.answers import Connection
from warehouse.home import Home
from warehouse.limits import reading
from warehouse.unanswered import NoWarehouse
from warehouse.variables import HOME, set_variable

_locking = threading.Lock()


def open(
    home: Home, as_of: snapshots.When | None = None
) -> Connection:  # the name that analysts know from files
    """Return a connection to the warehouse that is published now, which stays as it is while open.

    With `as_of`, the one that was published at that time, see `warehouse.snapshots.as_of`. It cannot change
    anything: the file is open for reading, other files and the network are out of reach, and the limits on
    memory and threads are locked. Raises NoWarehouse, and QuestionError for an `as_of` that says nothing.
    """
    if not home.warehouse.exists():
        raise NoWarehouse(nothing_published(home))
    path = home.warehouse if as_of is None else snapshots.as_of(home, as_of)
    try:
        con = duckdb.connect(str(path), read_only=True, config=reading(path))
    except (duckdb.IOException, duckdb.SerializationException, duckdb.InternalException) as problem:
        raise NoWarehouse(
            f"{path.resolve()} cannot be read ({str(problem).partition(chr(10))[0]}): `beatbook doctor` says"
            " what is damaged, `beatbook doctor --repair` makes it again."
        ) from problem
    with _locking:  # all connections of a process to one file share their settings
        ((locked,),) = con.execute("select current_setting('lock_configuration')").fetchall()
        if not locked:
            con.execute("set allowed_directories = $folders", {"folders": [str(home.segments.resolve())]})
            con.execute("set parquet_metadata_cache = true")  # segments never change
            con.execute("set enable_external_access = false")
            con.execute("set lock_configuration = true")
    set_variable(con, HOME, str(home.root.resolve()))
    return con


def nothing_published(home: Home) -> str:
    """Return what to do where there is no warehouse: publish what is there, or collect something."""
    cure = (
        "`beatbook publish` makes it of the lake"
        if home.lake.exists()
        else "run `make demo` or `beatbook crawl`"
    )
    return f"There is no warehouse in {home.root} yet: {cure}."
