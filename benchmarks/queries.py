"""Asks the warehouse, SQLite and PostgreSQL the same questions of one seeded book, and times each in turn.

    make bench-queries            a million articles; SIZE=10m or SIZE=100k for others
    python -m benchmarks.queries --home BOOK [--peers FOLDER] [--peer SQLite|...|none] [--without-search]

Times are CPU milliseconds of all threads, the least of several runs, the three asked in turn. Every answer
that has one right form is compared by a hash over its rows. The questions stand in `queries.toml`; the peers
get the tables denormalised as ours are, with an index for each question. `--peers` keeps them in a folder,
and asks them again as they are there; `benchmarks.peer_loading` fills it from a lake.
"""

import argparse
import shutil
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path

from benchmarks.peer_databases import Postgres, Sqlite
from benchmarks.peer_loading import PEERS
from benchmarks.peer_tables import WarehouseSource
from benchmarks.queries_book import fill
from warehouse import query
from warehouse.home import Home

SIZES = {"20k": 20_000, "100k": 100_000, "1m": 1_000_000, "10m": 10_000_000}
TIMES = 5
ENOUGH = 60  # CPU seconds of all asked once, after which nobody is asked again
Ask = Callable[[], tuple[float, list[tuple[object, ...]]]]  # CPU seconds, and the rows
NOBODY = "none"
ANY = "select article_id from articles order by md5(article_id) limit 1"
ASKED = Path(__file__).with_suffix(".toml")


def main() -> None:
    """Build the book in a folder that goes away, load the peers, ask all, and print a line a question."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", choices=SIZES, default="1m")
    parser.add_argument("--home", type=Path, help="a seeded book that is there, instead")
    parser.add_argument("--peer", choices=[*(peer.name for peer in PEERS), NOBODY], help="ask this one alone")
    parser.add_argument("--peers", type=Path, help="keep the peers in this folder, instead")
    parser.add_argument("--without-search", action="store_true", help="spare the peers their text indexes")
    asked = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="beatbook-queries-"))
    try:
        home = Home(asked.home.resolve()) if asked.home else Home(folder / "book")
        if not asked.home:
            print(fill(home, SIZES[asked.size]), flush=True)
        kept = asked.peers.resolve() if asked.peers else folder
        kept.mkdir(parents=True, exist_ok=True)
        _run(home, kept, asked.peer, is_searched=not asked.without_search)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(home: Home, folder: Path, only: str | None, *, is_searched: bool) -> None:
    peers = [peer for peer in (made(folder) for made in PEERS if only in (None, made.name)) if peer.is_there]
    try:
        with query.open(home) as ours:
            ours.execute("from articles limit 1")
            for peer in peers:
                peer.load(WarehouseSource(ours), is_searched=is_searched)
                print(f"{peer.name} is loaded", flush=True)
            _sizes(home, home.warehouse, peers)
            _ask(ours, peers, [each for each in _questions() if is_searched or not _is_search(each)])
    finally:
        for peer in peers:
            peer.close()


def _questions() -> list[dict[str, str]]:
    found: list[dict[str, str]] = tomllib.loads(ASKED.read_text(encoding="utf-8"))["asked"]
    return found


def _is_search(asked: dict[str, str]) -> bool:
    return "{text:" in asked["peers"] or "{best:" in asked["peers"]


def _ask(ours: query.Connection, peers: list[Sqlite | Postgres], questions: list[dict[str, str]]) -> None:
    print(f"{'CPU ms':38}{'ours':>9}" + "".join(f"{peer.name:>12}{'÷ ours':>8}" for peer in peers) + "  same")
    for asked in questions:
        name, theirs = asked["name"], asked["peers"]
        one = _one(ours, asked.get("of", ANY)) if "{id}" in theirs else ""
        asks = [_searching(ours, asked["search"]) if "search" in asked else _timed(ours, asked["ours"], one)]
        asks += [peer.asking(theirs.replace("{id}", one)) for peer in peers]
        least, rows = [float("inf")] * len(asks), [list[tuple[object, ...]]()] * len(asks)
        for _ in range(TIMES):
            for which, ask in enumerate(asks):
                spent, rows[which] = ask()
                least[which] = min(least[which], spent)
            if sum(least) > ENOUGH:
                break
        same = "yes" if len({_hash(each) for each in rows}) == 1 else "NO"
        if "best" in name or not peers:
            same = "-"
        told = "".join(f"{1000 * each:12.1f}{each / least[0]:8.1f}" for each in least[1:])
        print(f"{name:38}{1000 * least[0]:9.1f}{told}  {same}", flush=True)


def _one(ours: query.Connection, of: str) -> str:
    """Return the id that a question is asked about."""
    ((found,),) = ours.execute(of).fetchall()
    return str(found)


def _timed(ours: query.Connection, asked: str, one: str) -> Ask:
    values = {"id": one} if "$id" in asked else None

    def ask() -> tuple[float, list[tuple[object, ...]]]:
        begun = time.process_time()
        rows = ours.execute(asked, values).fetchall()
        return time.process_time() - begun, rows

    return ask


def _searching(ours: query.Connection, words: str) -> Ask:
    def ask() -> tuple[float, list[tuple[object, ...]]]:
        begun = time.process_time()
        names = query.search(ours, words)["article_id"].to_pylist()
        return time.process_time() - begun, [(name,) for name in names]

    return ask


def _hash(rows: Iterable[tuple[object, ...]]) -> str:
    """Return a hash of the rows as text, so that three drivers' types count as one."""
    told = "\n".join("|".join(str(value) for value in row) for row in rows)
    return sha256(told.encode()).hexdigest()


def _sizes(home: Home, path: Path, peers: list[Sqlite | Postgres]) -> None:
    texts = sum(file.stat().st_size for file in home.segments.iterdir())
    told = "".join(f", {peer.name} {peer.size() / 1e6:,.0f}" for peer in peers)
    print(f"MB: snapshot {path.stat().st_size / 1e6:,.0f}, its segments {texts / 1e6:,.0f}{told}")


if __name__ == "__main__":
    main()
