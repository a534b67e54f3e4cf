"""SQLite and PostgreSQL with the benchmark's tables, and an index for each question."""

import csv
import os
import re
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO

from benchmarks.peer_tables import TABLES, TEXTS, Source

Rows = list[tuple[object, ...]]
_WEEK = re.compile(r"\{week:?([^}]*)\}")
_TEXT, _BEST = re.compile(r"\{text:([^}]*)\}"), re.compile(r"\{best:([^}]*)\}")


class Sqlite:
    """SQLite in this process, its texts in FTS5 with positions."""

    name = "SQLite"
    is_there = True

    def __init__(self, folder: Path) -> None:
        self._path = folder / "peer.sqlite"
        self._connection = sqlite3.connect(self._path)
        self._connection.executescript("""
            pragma synchronous = off; pragma cache_size = -262144;  -- 256 MB
            create table if not exists loaded (name text primary key);
        """)

    def load(self, source: Source, *, is_searched: bool) -> None:
        """Fill and index the tables that are not loaded yet, the texts if they are searched.

        A kill costs the table that was being loaded, and no other.
        """
        connection, loaded = self._connection, 0
        for table in TABLES:
            told = connection.execute("select 1 from loaded where name = ?", (table.name,)).fetchone()
            if told or not source.has(table) or (table is TEXTS and not is_searched):
                continue
            connection.execute("begin")
            if table is TEXTS:
                self._load_texts(source)
            else:
                connection.execute(f"create table {table.name} ({table.columns})")
                for some in source.rows(table):
                    connection.executemany(f"insert into {table.name} values ({table.marks})", some)  # noqa: S608
            for index in table.indexes:
                connection.execute(index)
            connection.execute("insert into loaded values (?)", (table.name,))
            connection.commit()
            print(f"{self.name} has {table.name}", flush=True)
            loaded += 1
        if loaded:
            connection.execute("analyze")
            connection.commit()

    def _load_texts(self, source: Source) -> None:
        self._connection.execute("create table days (id integer primary key, article_id text, day text)")
        self._connection.execute("create virtual table texts using fts5 (body, content='')")
        number = 0
        for some in source.rows(TEXTS):
            self._connection.executemany(
                "insert into days values (?, ?, ?)",
                [(number + n, *row[:2]) for n, row in enumerate(some)],
            )
            self._connection.executemany(
                "insert into texts (rowid, body) values (?, ?)",
                [(number + n, row[2]) for n, row in enumerate(some)],
            )
            number += len(some)

    def asking(self, asked: str) -> Callable[[], tuple[float, Rows]]:
        """Return a function that asks and gives CPU seconds and rows."""
        text = _WEEK.sub(r"date(\1day, 'weekday 0', '-6 days')", " ".join(asked.split()))
        text = _TEXT.sub(
            r"(select day from texts join days on id = texts.rowid where texts match '\1') as found",
            text,
        )
        text = _BEST.sub(r"select rowid from texts where texts match '\1' order by rank limit 20", text)
        if "count(*) from (select day" in text and "group by" not in text:
            text = re.sub(
                r"\(select day from texts .* where (texts match '.*')\) as found", r"texts where \1", text
            )

        def ask() -> tuple[float, Rows]:
            begun = time.process_time()
            rows = self._connection.execute(text).fetchall()
            return time.process_time() - begun, rows

        return ask

    def size(self) -> int:
        """Return the bytes on disk."""
        return self._path.stat().st_size

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


class Postgres:
    """A private PostgreSQL in the folder, reached by one psql, its texts under a GIN index."""

    name = "PostgreSQL"

    def __init__(self, folder: Path) -> None:
        found = [
            *Path("/usr/lib/postgresql").glob("*/bin/initdb"),
            *map(Path, filter(None, [shutil.which("initdb")])),
        ]
        self.is_there = bool(found)
        if not found:
            print("PostgreSQL is left out: no initdb under /usr/lib/postgresql or on the path")
            return
        self._bin, self._folder = found[0].parent, folder / "postgres"
        self._user = "postgres" if os.geteuid() == 0 else None  # it refuses to run as root
        folder.chmod(0o755)
        if not self._folder.exists():
            self._folder.mkdir()
            if self._user:
                shutil.chown(self._folder, self._user)
            made = ("-A", "trust", "-U", "bench", "--locale=C", "-E", "UTF8")
            self._run("initdb", "-D", str(self._folder / "data"), *made)
        options = f"-k {self._folder} -c listen_addresses= -c shared_buffers=1GB"
        options += " -c max_parallel_workers_per_gather=0 -c work_mem=256MB -c fsync=off -c jit=off"
        options += " -c maintenance_work_mem=512MB"
        self._run(
            "pg_ctl",
            "-D",
            str(self._folder / "data"),
            "-w",
            "-o",
            options,
            "-l",
            str(self._folder / "log"),
            "start",
        )
        command = [
            str(self._bin / "psql"),
            "-h",
            str(self._folder),
            "-U",
            "bench",
            "-qAt",
            "-F",
            "|",
            "postgres",
        ]
        self._psql = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, user=self._user
        )
        self._pid = int(self._say("select pg_backend_pid();")[0])

    def load(self, source: Source, *, is_searched: bool) -> None:
        """Fill by COPY and index the tables that are not loaded yet, the texts if they are searched."""
        self._say("set client_min_messages = warning;")
        self._say("create table if not exists loaded (name text primary key);")
        loaded = self._say("select name from loaded;")
        wanted = [table for table in TABLES if table.name not in loaded and source.has(table)]
        for table in wanted:
            if table is TEXTS and not is_searched:
                continue
            path = self._folder / f"{table.name}.csv"
            with path.open("w", newline="") as out:
                for some in source.rows(table):
                    csv.writer(out).writerows(some)
            path.chmod(0o644)
            self._say(f"drop table if exists {table.name}; create table {table.name} ({table.columns});")
            self._say(f"\\copy {table.name} from '{path}' with (format csv)")
            path.unlink()
            for index in table.indexes:
                self._say(f"{index};")
            if table is TEXTS:
                self._say("alter table texts add column words tsvector;")
                self._say("update texts set words = to_tsvector('simple', body);")
                self._say("create index on texts using gin (words);")
            self._say(f"insert into loaded values ('{table.name}');")  # noqa: S608
            print(f"{self.name} has {table.name}", flush=True)
        if wanted:
            self._say("vacuum analyze;")

    def asking(self, asked: str) -> Callable[[], tuple[float, Rows]]:
        """Return a function that asks up to ten times and gives the CPU seconds of one, and rows.

        The kernel tells CPU in hundredths of a second: a second is enough.
        """
        text = _WEEK.sub(r"date_trunc('week', \1day)::date", " ".join(asked.split()))
        text = _TEXT.sub(
            lambda given: f"(select day from texts where words @@ {_wanted(given[1])}) as found",  # noqa: S608
            text,
        )
        text = _BEST.sub(
            lambda given: (
                f"select article_id from texts where words @@ {_wanted(given[1])}"  # noqa: S608
                f" order by ts_rank(words, {_wanted(given[1])}) desc limit 20"
            ),
            text,
        )

        def ask() -> tuple[float, Rows]:
            before, spent, times = self._cpu(), 0.0, 0
            while times < 10 and spent < 1:
                rows = self._say(text + ";")
                times, spent = times + 1, self._cpu() - before
            return spent / times, [tuple(row.split("|")) for row in rows]

        return ask

    def size(self) -> int:
        """Return the bytes of its database on disk."""
        return int(self._say("select pg_database_size('postgres');")[0])

    def close(self) -> None:
        """End psql and the server."""
        self._stdin.close()
        self._psql.wait()
        self._run("pg_ctl", "-D", str(self._folder / "data"), "-m", "fast", "-w", "stop")

    @property
    def _stdin(self) -> IO[str]:
        assert self._psql.stdin is not None
        return self._psql.stdin

    def _say(self, text: str) -> list[str]:
        self._stdin.write(f"{text}\n\\echo '---'\n")
        self._stdin.flush()
        lines = list[str]()
        assert self._psql.stdout is not None
        for line in self._psql.stdout:
            if line.strip() == "---":
                return lines
            lines.append(line.rstrip("\n"))
        raise RuntimeError(f"psql ended at: {text[:80]}")

    def _cpu(self) -> float:
        fields = Path(f"/proc/{self._pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [str(self._bin / program), *arguments], check=True, stdout=subprocess.DEVNULL, user=self._user,
            stdin=subprocess.DEVNULL, cwd=self._folder,
        )  # fmt: skip


def _wanted(query: str) -> str:
    """Return a query as PostgreSQL spells it: words, words joined by AND, or a phrase."""
    is_phrase = query.startswith('"')
    said = query.strip('"').replace(" ", " <-> ") if is_phrase else query.replace(" AND ", " & ")
    return f"'{said}'::tsquery"
