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

from warehouse.query import Connection

Rows = list[tuple[object, ...]]
TABLES = {
    "articles": "select article_id, outlet::varchar, day::varchar, headline from articles order by day",
    "tags": "select article_id, topic::varchar, outlet::varchar, day::varchar from article_topics",
    "names": "select article_id, entity_id from article_entities order by day",
    "texts": "select article_id, day::varchar, headline || ' zzz ' || body from article_texts order by day",
}
INDEXES = (
    "create unique index articles_by_id on articles (article_id)",
    "create index articles_by_day on articles (day desc, article_id)",
    "create index tags_by_topic on tags (topic, day, outlet, article_id)",
    "create index tags_by_article on tags (article_id, topic)",
    "create index names_by_article on names (article_id, entity_id)",
)
_WEEK = re.compile(r"\{week:?([^}]*)\}")
_TEXT, _BEST = re.compile(r"\{text:([^}]*)\}"), re.compile(r"\{best:([^}]*)\}")


class Sqlite:
    """SQLite in this process, its texts in FTS5 with positions."""

    name = "SQLite"
    is_there = True

    def __init__(self, folder: Path) -> None:
        self._path = folder / "peer.sqlite"
        self._connection = sqlite3.connect(self._path)

    def load(self, ours: Connection, *, is_searched: bool) -> None:
        """Fill the tables from our warehouse, with the texts if they are searched; index and analyse them."""
        connection = self._connection
        connection.executescript("""
            pragma journal_mode = off; pragma synchronous = off;
            create table articles (article_id text, outlet text, day text, headline text);
            create table tags (article_id text, topic text, outlet text, day text);
            create table names (article_id text, entity_id text);
            create table days (id integer primary key, article_id text, day text);
            create virtual table texts using fts5 (body, content='');
        """)
        for table in ("articles", "tags", "names"):
            rows = ours.execute(TABLES[table])
            marks = ", ".join("?" * len(rows.description or ()))
            while some := rows.fetchmany(50_000):
                connection.executemany(f"insert into {table} values ({marks})", some)  # noqa: S608
        if is_searched:
            self._load_texts(ours)
        connection.executescript(";".join([*INDEXES, "analyze"]))
        connection.commit()

    def _load_texts(self, ours: Connection) -> None:
        rows, number = ours.execute(TABLES["texts"]), 0
        while some := rows.fetchmany(20_000):
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
        self._folder.mkdir()
        folder.chmod(0o755)
        if self._user:
            shutil.chown(self._folder, self._user)
        self._run(
            "initdb",
            "-D",
            str(self._folder / "data"),
            "-A",
            "trust",
            "-U",
            "bench",
            "--locale=C",
            "-E",
            "UTF8",
        )
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

    def load(self, ours: Connection, *, is_searched: bool) -> None:
        """Fill the tables from our warehouse by COPY, with the texts if they are searched; index them."""
        self._say("""
            create table articles (article_id text, outlet text, day date, headline text);
            create table tags (article_id text, topic text, outlet text, day date);
            create table names (article_id text, entity_id text);
            create table texts (article_id text, day date, body text);
        """)
        for table, asked in TABLES.items():
            if table == "texts" and not is_searched:
                continue
            path = self._folder / f"{table}.csv"
            rows = ours.execute(asked)
            with path.open("w", newline="") as out:
                while some := rows.fetchmany(50_000):
                    csv.writer(out).writerows(some)
            path.chmod(0o644)
            self._say(f"\\copy {table} from '{path}' with (format csv)")
            path.unlink()
        self._say(";\n".join(INDEXES) + ";")
        if is_searched:
            self._say("alter table texts add column words tsvector;")
            self._say("update texts set words = to_tsvector('simple', body);")
            self._say("create index on texts using gin (words);")
        self._say("vacuum analyze;")

    def asking(self, asked: str) -> Callable[[], tuple[float, Rows]]:
        """Return a function that asks ten times and gives the CPU seconds of one, and rows.

        The kernel tells CPU in hundredths of a second.
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
            before = self._cpu()
            for _ in range(10):
                rows = self._say(text + ";")
            return (self._cpu() - before) / 10, [tuple(row.split("|")) for row in rows]

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
