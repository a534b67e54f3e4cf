"""What the scheduler stack is started with: its environment, its secret, and a metadata database in shape."""

import datetime as dt
import os
import secrets
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from zoneinfo import ZoneInfo

from beatbook.refusal import Refusal
from beatbook.supervision import last_lines
from warehouse.home import REPOSITORY, Home

LONDON = ZoneInfo("Europe/London")
LOCKED = 30.0  # seconds that a process waits while another writes; SQLite's own 5 are short
PORT = 8080  # of the API server and its web page, if it is free


def free_port(wanted: int = PORT) -> int:
    """Return the wanted port of loopback if nothing listens there, else one that the system picks."""
    for port in (wanted, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise Refusal("no port of 127.0.0.1 is free", 1)


def environment(home: Home, port: int, *, clock: bool) -> dict[str, str]:
    """Return the environment of the stack's processes; nothing listens on other than loopback.

    Everyone on this machine who reaches the port is an administrator of this Airflow, so it must never be
    bound to another address without changing that.
    """
    address = f"http://127.0.0.1:{port}"
    settled = (REPOSITORY / "deploy" / "airflow.env").read_text(encoding="utf-8").splitlines()
    unasked = ",".join(filter(None, [os.environ.get("NO_PROXY"), "127.0.0.1", "localhost"]))
    return {
        **os.environ,
        **dict(line.split("=", 1) for line in settled if line and not line.startswith("#")),
        "AIRFLOW_HOME": str(home.airflow),
        "AIRFLOW__CORE__DAGS_FOLDER": str(REPOSITORY / "dags"),
        "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"{address}/execution/",
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS": "True",
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": f"sqlite:///{database(home)}?timeout={LOCKED:g}",
        "AIRFLOW__DAG_PROCESSOR__DAG_BUNDLE_STORAGE_PATH": str(home.airflow / "bundles"),
        "AIRFLOW__API__HOST": "127.0.0.1",
        "AIRFLOW__API__PORT": str(port),
        "AIRFLOW__API__BASE_URL": address,
        "AIRFLOW__API__WORKERS": "1",
        "AIRFLOW__API_AUTH__JWT_SECRET": secret(home),
        "BEATBOOK_HOME": str(home.root),
        "BEATBOOK_CRON": "on" if clock else "off",
        "BEATBOOK_SINCE": dt.datetime.now(LONDON).date().isoformat(),  # no older tick is made up for
        "NO_PROXY": unasked,  # the stack's own requests must not be sent through a proxy
        "no_proxy": unasked,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
    }


def secret(home: Home) -> str:
    """Return the key that signs this Airflow's tokens: 64 random bytes, made once, for its owner's eyes."""
    file = home.airflow / "jwt_secret"
    home.airflow.mkdir(parents=True, exist_ok=True)
    if not file.exists():
        beside = file.with_name(f"jwt_secret.{os.getpid()}.part")
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as held:
            held.write(secrets.token_urlsafe(64))
        beside.replace(file)
    return file.read_text(encoding="ascii")


def database(home: Home) -> Path:
    """Return where the stack's metadata database lies; the driver has its own."""
    return home.airflow / "airflow.db"


def migrate(home: Home, setting: Mapping[str, str]) -> None:
    """Bring the metadata database to this Airflow's shape, if it is not; raises Refusal.

    A new one is made beside and renamed, so that a kill cannot leave half of one.
    """
    there, stamp, now = database(home), home.airflow / "migrated", version("apache-airflow")
    if there.exists() and stamp.exists() and stamp.read_text() == now:
        return
    target = there if there.exists() else there.with_suffix(".part")
    if target != there:
        target.unlink(missing_ok=True)
    log = home.airflow / "migrate.log"
    with log.open("wb") as file:
        done = subprocess.run(
            [sys.executable, "-m", "airflow", "db", "migrate"],
            env={**setting, "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": f"sqlite:///{target}"},
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
        )
    if done.returncode:
        raise Refusal(f"Airflow could not prepare its database; see {log}:\n{last_lines(log)}", 1)
    if target != there:
        with sqlite3.connect(target) as connection:
            connection.execute("pragma wal_checkpoint(truncate)")
        connection.close()
        target.replace(there)
    stamp.write_text(now)
