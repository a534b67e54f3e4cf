"""Loads a peer from the lake of a seeded book, which need not be published yet.

    python -m benchmarks.peer_loading BOOK FOLDER --peer SQLite|PostgreSQL [--without-search]

FOLDER keeps the peer, and `python -m benchmarks.queries --home BOOK --peers FOLDER` asks it. Asked again, it
loads only the tables that are not there yet.
"""

import argparse
from pathlib import Path

from benchmarks.peer_databases import Postgres, Sqlite
from benchmarks.peer_tables import LakeSource
from warehouse.home import Home

PEERS: tuple[type[Sqlite] | type[Postgres], ...] = (Sqlite, Postgres)


def main() -> None:
    """Load what the peer lacks, and say so a table at a time."""
    parser = argparse.ArgumentParser()
    parser.add_argument("book", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--peer", choices=[peer.name for peer in PEERS], required=True)
    parser.add_argument("--without-search", action="store_true", help="spare it its text index")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    (made,) = (peer for peer in PEERS if peer.name == asked.peer)
    peer = made(asked.folder.resolve())
    try:
        peer.load(LakeSource(Home(asked.book.resolve())), is_searched=not asked.without_search)
    finally:
        peer.close()


if __name__ == "__main__":
    main()
