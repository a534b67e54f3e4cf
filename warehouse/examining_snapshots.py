"""Examines what is published: snapshots read whole, segments summed, the current one beside the lake."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from warehouse import segments
from warehouse.examining import is_old
from warehouse.exposing import Exposed, with_path
from warehouse.finding import Examined, Remedy
from warehouse.home import Home
from warehouse.lake import Lake
from warehouse.limits import within
from warehouse.statements import digest, quoted, statement
from warehouse.variables import HOME, set_variable

AGAINST_LAKE = {
    "batches say something that it does not": "batch_articles",
    "articles are not as the lake has them": "articles",
    "texts are not as the lake has them": "bodies",
    "articles cannot be searched by the words that the lake has": "postings",
}


def snapshots(home: Home, *, is_lake_whole: bool = True) -> list[Examined]:
    """Return what is wrong with the link that people open, the snapshots and their segments.

    The current snapshot is laid beside the lake if both can be read.
    """
    link, files = Examined("link", "links"), Examined("snapshots", "files")
    texts, beside = Examined("segments", "files"), Examined("snapshot against lake", "comparisons")
    shown = dict[Path, dict[str, str | None]]()
    for path in sorted(home.snapshots.glob("warehouse-*.duckdb")):
        files.checked += 1
        try:
            shown[path] = _read(path)
        except duckdb.Error as error:
            what = f"cannot be read: {str(error).partition(chr(10))[0]}"[:200]
            files.wrong(f"snapshots/{path.name}", what, Remedy.PUBLISH, path)
    _check_link(home, link)
    _check_segments(home, texts, shown, is_all_known=not files.findings)
    current = home.warehouse.resolve()
    if is_lake_whole and not texts.findings and current in {path.resolve() for path in shown}:
        _compare(home, current, beside)
    return [link, files, texts, beside]


def _read(path: Path) -> dict[str, str | None]:
    """Return the segments that the snapshot shows with their sums, once every block of it was read.

    DuckDB checks each block's sum when it reads the block. Raises duckdb.Error.
    """
    with _attached(path) as connection:
        tables = connection.execute(
            "select table_name from duckdb_tables() where database_name = 'book'"
        ).fetchall()
        for (name,) in tables:
            connection.execute(f'select bit_xor(hash(made)) from book."{name}" as made').fetchall()  # noqa: S608
        if ("segments",) not in tables:
            return {}
        columns = [name for name, *_ in connection.execute("describe book.segments").fetchall()]
        told = "digest" if "digest" in columns else "null"
        rows = connection.execute(f"select file, {told} from book.segments").fetchall()  # noqa: S608  ours
        return dict(rows)


@contextmanager
def _attached(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(":memory:", config=within([path])) as connection:
        connection.execute(f"attach {quoted(str(path.resolve()))} as book (read_only)")
        yield connection


def _check_link(home: Home, found: Examined) -> None:
    link = home.warehouse
    if link.is_symlink():
        found.checked = 1
        if not link.exists():
            found.wrong(link.name, f"leads to {link.readlink()}, which is not there", Remedy.PUBLISH)
        elif link.resolve().parent != home.snapshots.resolve():
            found.wrong(link.name, f"leads out of the book, to {link.resolve()}")
    elif link.exists():
        found.checked = 1
        found.wrong(link.name, "is a file, and should be a link to a snapshot: move it away")
    elif any(home.snapshots.glob("warehouse-*.duckdb")):
        found.wrong(link.name, "is missing, and there are snapshots", Remedy.PUBLISH)
    elif any(home.lake.glob("*/month=*/*.parquet")):
        found.wrong(link.name, "is missing: nothing is published; run `beatbook publish`", Remedy.PUBLISH)


def _check_segments(
    home: Home, found: Examined, shown: dict[Path, dict[str, str | None]], *, is_all_known: bool
) -> None:
    told = {name: sum_told for segments_of in shown.values() for name, sum_told in segments_of.items()}
    for name, sum_told in sorted(told.items()):
        found.checked += 1
        path = home.segments / name
        what = "is missing"
        if path.exists():
            if sum_told is None or segments.digest(path) == sum_told:
                continue
            what = "is not what was written: its sum differs"
        found.wrong(f"segments/{name}", what, Remedy.RETIRE, path)
        for snapshot in (one for one, names in shown.items() if name in names):
            lacks = f"shows segments/{name}, which {what}"
            found.wrong(f"snapshots/{snapshot.name}", lacks, Remedy.RETIRE, snapshot)
    if is_all_known:  # else nobody can say which segments a damaged snapshot shows
        for path in sorted(home.segments.glob("*.parquet")):
            if path.name not in told and is_old(path):
                what = "is older than a day, and no snapshot shows it"
                found.wrong(f"segments/{path.name}", what, Remedy.REMOVE, path)


def _compare(home: Home, current: Path, found: Examined) -> None:
    """Lay the snapshot beside the lake's version that it was built from, unless other SQL built it."""
    lake = Lake(home.lake)
    name = f"snapshots/{current.name}"
    with _attached(current) as connection:
        ((version,),) = connection.execute("select lake_version from book.snapshot").fetchall()
        if version > lake.version:
            what = f"shows version {version} of the lake, which has {lake.version}: is the ledger an old one?"
            found.checked += 1
            found.wrong(name, what)
            return
        if digest() not in current.stem:
            found.checked += 1
            found.wrong(name, "was built by other SQL than this program's", Remedy.PUBLISH)
            return
        files = lake.live(version)
        exposed = Exposed(connection, lake.hidden())
        exposed.show(files)
        with_path(connection, "lake")
        set_variable(connection, HOME, str(home.root.resolve()))
        for what, question in AGAINST_LAKE.items():
            found.checked += 1
            try:
                ((wrong,),) = connection.execute(statement("examining", question).query).fetchall()
            except duckdb.Error as error:
                found.wrong(name, f"cannot be compared: {str(error).partition(chr(10))[0]}"[:200])
                continue
            if wrong:
                found.wrong(name, f"{wrong:,} {what}", Remedy.PUBLISH)
