"""Keeps texts and their words in Parquet files beside the snapshots, so that no snapshot need copy them.

A segment never changes; a text that changed is in a later one under another number. Small segments are
written together again once they are half as large as what follows them, or fill a large one, so that there
are few, and each text is written a few times only, however many days come.
"""

import hashlib
import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from secrets import token_hex

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from warehouse import durable
from warehouse.matching import SIZE, WEIGHT
from warehouse.statements import quoted
from warehouse.variables import HOME, set_variable

# Texts: larger segments are never written again, so that no day is dear. Whoever wants one text asks each row
# group of its file whether it is there, so files of bodies are small.
LARGEST = {"bodies": 16_384, "postings": 1_000_000}
BODIES_TOGETHER, BYTES_TOGETHER = 512, 1_200_000  # of a row group, whichever is less
BODIES_AT_ONCE = 4096  # rows in memory: some 16 MB
POSTINGS_FORM = "parquet_version v2, compression zstd"  # v2: large ones are a third smaller
KINDS = {
    "bodies": """select documents.text_no, documents.article_id, bodies.body
        from small.bodies join small.documents using (article_id)""",
    "postings": """select postings.term, documents.text_no, documents.day, {size} as size, {weight} as weight,
        postings.positions from small.postings join small.documents using (article_id)""".format(  # noqa: S608  ours
        size=SIZE.format(tokens="documents.tokens"),
        weight=WEIGHT.format(times="len(postings.positions)", first_at="postings.positions[1]"),
    ),
}
ORDER = {"bodies": "text_no", "postings": "term, text_no"}
SHAPE = {
    "bodies": "null::integer as text_no, null::varchar as article_id, null::varchar as body",
    "postings": """null::varchar as term, null::integer as text_no, null::date as day, null::utinyint as size,
        null::utinyint as weight, null::integer[] as positions""",
}


@dataclass(frozen=True)
class Segment:
    """One file: what it holds, and the numbers of the first and the last text in it."""

    kind: str
    file: str
    first_text: int
    last_text: int
    texts: int


class Segments:
    """The folder of segments, and what the warehouse that is being built shows of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def add(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Write the texts of the small warehouse that have no number yet in segments of their own."""
        for kind, rows in KINDS.items():
            self._write(connection, kind, f"{rows} where documents.text_no > getvariable('last_text')")
        remember_last_text(connection)

    def show(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Let the warehouse's views show all its segments, the small ones written together."""
        for kind in KINDS:
            held = _held(connection, kind)
            while together := _together(held, LARGEST[kind]):
                self._merge(connection, kind, together)
                held = _held(connection, kind)
            files = "[" + ", ".join(quoted(segment.file) for segment in held) + "]"
            home = f"coalesce(getvariable('{HOME}'), {quoted(str(self.folder.parent.resolve()))})"
            stored = (
                f"read_parquet(list_transform({files}, lambda name: {home} || '/segments/' || name))"
                if held
                else f"(select {SHAPE[kind]} where false)"
            )
            connection.execute(f"""
                create or replace view warehouse.{kind} as
                select stored.* from {stored} as stored anti join replaced_texts using (text_no)""")  # noqa: S608

    def missing(self, segments: Iterable[str]) -> list[str]:
        """Return those of the files that are not there."""
        return [file for file in segments if not (self.folder / file).exists()]

    def keep(self, segments: Collection[str]) -> None:
        """Remove all files but these, and what a killed publish left."""
        for path in self.folder.glob("*.parquet*"):
            if path.name not in segments:
                path.unlink()

    def _merge(self, connection: duckdb.DuckDBPyConnection, kind: str, together: list[Segment]) -> None:
        files = [str(self.folder / segment.file) for segment in together]
        set_variable(connection, "merged", files)
        rows = f"""
            select stored.* from read_parquet(getvariable('merged')) as stored
            semi join (
                from warehouse.documents
                where text_no between {min(each.first_text for each in together)}
                    and {max(each.last_text for each in together)}
            ) as known using (text_no)"""  # noqa: S608  numbers
        self._write(connection, kind, rows)
        names = [segment.file for segment in together]
        connection.execute(
            "delete from warehouse.segments where list_contains($names, file)", {"names": names}
        )

    def _write(self, connection: duckdb.DuckDBPyConnection, kind: str, rows: str) -> None:
        """Write the rows as one more segment, or several if they are many; none if there are none."""
        self.folder.mkdir(parents=True, exist_ok=True)
        ordered = f"{rows} order by {ORDER[kind]}"
        if kind == "bodies":
            for path in self._write_bodies(connection.execute(ordered).to_arrow_reader(BODIES_AT_ONCE)):
                self._list(connection, kind, path)
            return
        path = self._path(kind)
        with durable.renamed(path) as part:
            ((number,),) = connection.execute(f"select count(*) from ({rows})").fetchall()  # noqa: S608  ours
            form = f"format parquet, {POSTINGS_FORM}, row_group_size {_rows_together(number)}"
            connection.execute(f"copy ({ordered}) to {quoted(str(part))} ({form})")
        self._list(connection, kind, path)

    def _write_bodies(self, reader: pa.RecordBatchReader) -> list[Path]:
        """Write small row groups, which DuckDB's own writer does not make, in files of LARGEST."""
        form = {
            "compression": "zstd",
            "use_dictionary": False,
            "write_statistics": ["text_no"],
        }  # no two are the same
        paths = list[Path]()
        while batches := list(islice(reader, LARGEST["bodies"] // BODIES_AT_ONCE)):
            paths.append(self._path("bodies"))
            with (
                durable.renamed(paths[-1]) as part,
                pq.ParquetWriter(part, reader.schema, **form) as writer,
            ):
                for batch in batches:
                    writer.write_batch(batch, row_group_size=_bodies_together(batch.nbytes, batch.num_rows))
        return paths

    def _path(self, kind: str) -> Path:
        return self.folder / f"{kind}-{token_hex(8)}.parquet"

    def _list(self, connection: duckdb.DuckDBPyConnection, kind: str, path: Path) -> None:
        """Let the warehouse's list of segments have the file, unless it is empty: then remove it."""
        counted = "select min(text_no), max(text_no), count(distinct text_no) from read_parquet($path)"
        ((first, last, texts),) = connection.execute(counted, {"path": str(path)}).fetchall()
        if not texts:
            path.unlink()
            return
        row = {"kind": kind, "file": path.name, "first": first, "last": last, "texts": texts}
        row["digest"] = digest(path)
        connection.execute(
            "insert into warehouse.segments values ($kind, $file, $first, $last, $texts, $digest)", row
        )


def digest(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def remember_last_text(connection: duckdb.DuckDBPyConnection) -> None:
    """Let numbers of texts go on after the highest that any segment has."""
    ((last,),) = connection.execute("select coalesce(max(last_text), 0) from warehouse.segments").fetchall()
    set_variable(connection, "last_text", last)


def files(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Return the names of the segments that the connection's database `warehouse` shows."""
    return [name for (name,) in connection.execute("select file from warehouse.segments").fetchall()]


def _held(connection: duckdb.DuckDBPyConnection, kind: str) -> list[Segment]:
    found = connection.execute(
        """select kind, file, first_text, last_text, texts
        from warehouse.segments where kind = $kind order by first_text""",
        {"kind": kind},
    )
    return [Segment(*row) for row in found.fetchall()]


def _together(held: list[Segment], largest: int) -> list[Segment]:
    """Return neighbours that are to be one; none if all may stay.

    First those that fill a large segment, as the next would not go in; then the last ones, each of which is
    at most twice as large as all that follow it.
    """
    total, taken = 0, list[Segment]()
    for segment in held:
        if total + segment.texts > largest:
            if len(taken) > 1:
                return taken
            total, taken = 0, []
        total += segment.texts
        taken.append(segment)
    total, last = 0, list[Segment]()
    for segment in reversed(taken):
        if last and segment.texts > 2 * total:
            break
        total += segment.texts
        last.append(segment)
    return last if len(last) > 1 else []


def _rows_together(rows: int) -> int:
    """Return how many rows of words lie in one row group, where to find a word costs least.

    Whoever looks for one passes over each row group, and reads one of them: the first costs about 3,750 times
    as much as a row of the second (measured at 60 million rows).
    """
    return max(2048, round(math.sqrt(3750 * rows) / 2048) * 2048)


def _bodies_together(held: int, texts: int) -> int:
    """Return how many texts lie in one row group, if so many hold so many bytes.

    Whoever wants one text reads all of its group, and asks each other one of the file whether it is there.
    Twenty texts of 4,800 letters took 97 ms from groups of 512 and 55 from groups of 256; short ones cost
    little in any.
    """
    return max(1, min(BODIES_TOGETHER, BYTES_TOGETHER * texts // max(held, 1)))
