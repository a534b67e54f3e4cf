"""Writers, readers, kills and full disks at once, and a count of what was lost (`make soak-warehouse`).

First writers commit, and one publishes, while readers ask: none may meet an error, half a batch or a batch
twice, nor see less than was published before it opened. Then one that commits and publishes is killed at
random points; after each kill a fresh reader must open, and every acknowledged batch must be there. Then each
write meets a full disk, by a limit on the size of files: the error must say so, and the next run must heal.
"""

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import soak_book as book
from warehouse.home import Home
from warehouse.publish import publish

HOUSE = Path(__file__).resolve().parent.parent
WRITERS, READERS = 4, 8
PUBLISH_EVERY = 5  # commits of the one writer that publishes
ONLY_COMMIT = ("w1", "w2", "w3")
FULL = {  # what is done on a disk that holds no file larger than so many bytes
    "commit": (1_000, 4_000, 7_000),
    "publish": (4_000, 60_000, 1_000_000),
    "backup": (4_000, 60_000, 1_000_000),
}


@dataclass
class Outcome:
    """What a soak came to; `faults` is empty if nothing was lost, doubled, torn or unreadable."""

    commits: int = 0
    publishes: int = 0
    reads: int = 0
    kills: int = 0
    full_disks: int = 0
    faults: list[str] = field(default_factory=list)


def together(folder: Path, seconds: float, outcome: Outcome) -> None:
    """Let four write and eight read for so long."""
    home = Home(folder / "book")
    book.begin(home)
    publish(home)
    roles = [f"write w{n} {seconds}" for n in range(WRITERS)] + [
        f"read r{n} {seconds}" for n in range(READERS)
    ]
    running = [_start(folder, *role.split()) for role in roles]
    while len(list(folder.glob("*.ready"))) < len(roles) and all(each.poll() is None for each in running):
        time.sleep(0.05)
    (folder / "go").touch()
    for role, process in zip(roles, running, strict=True):
        said = process.communicate(timeout=seconds + 300)[0]
        if process.returncode:
            outcome.faults.append(f"{role} ended with {process.returncode}: {said[-500:]}")
    publish(home)
    _judge(folder, home, outcome)
    for reader in range(READERS):
        told = book.acknowledged(folder / f"r{reader}")
        outcome.faults += [] if told else [f"r{reader} never read"]
        outcome.reads += sum(line == "read" for line in told)
        outcome.faults += [f"r{reader}: {line}" for line in told if line != "read"]


def killed(folder: Path, kills: int, outcome: Outcome, seed: int) -> None:
    """Kill one that commits and publishes so many times, while two read."""
    drawn = random.Random(seed)  # noqa: S311
    home = Home(folder / "book")
    book.begin(home)
    publish(home)
    for number in range(kills):
        victim = _start(folder, "write", f"k{number}", "inf", "1")
        _wait_for(folder / f"k{number}", drawn.randint(0, 2), victim)
        time.sleep(drawn.uniform(0, 1.5))
        victim.send_signal(signal.SIGKILL)
        victim.communicate()
        outcome.kills += 1
        _see(folder, home, outcome)
    publish(home)
    _judge(folder, home, outcome)


def full(folder: Path, outcome: Outcome) -> None:
    """Let each write meet a full disk, and see that the next run heals."""
    home = Home(folder / "book")
    book.begin(home)
    book.commit(home, "before")
    publish(home)
    for what, sizes in FULL.items():
        for size in sizes:
            before, seen = book.in_lake(home)[0], book.look(home)[1]
            process = _start(folder, what, f"full{size}", str(size))
            said = process.communicate(timeout=120)[0]
            outcome.full_disks += 1
            if process.returncode == 0:
                outcome.faults.append(f"{what} with {size} bytes: it did not meet the limit")
            elif (
                "too large" not in said
                and "full" not in said
                and "I/O" not in said
                and "IO Error" not in said
            ):
                outcome.faults.append(f"{what} with {size} bytes: an unclear error: {said[-300:]}")
            if not book.in_lake(home)[0] >= before or not book.look(home)[1] >= seen:
                outcome.faults.append(f"{what} with {size} bytes: something was lost")
            book.commit(home, f"after-{what}-{size}")
            publish(home)
            if f"after-{what}-{size}" not in book.look(home)[1]:
                outcome.faults.append(f"{what} with {size} bytes: the next run did not heal")
    _judge(folder, home, outcome)


def _judge(folder: Path, home: Home, outcome: Outcome) -> None:
    """Compare what was acknowledged with what lake and snapshot hold once all is quiet."""
    _, seen, torn = book.look(home)
    held, wrong = book.in_lake(home)
    told = _acknowledged(folder)
    outcome.publishes += len(book.acknowledged(folder / "published"))
    outcome.commits += len(told)
    outcome.faults += [f"the snapshot has {row}" for row in torn] + [f"the lake has {row}" for row in wrong]
    outcome.faults += [f"{batch} was acknowledged and is not in the lake" for batch in set(told) - held]
    outcome.faults += [f"{batch} is in the lake and not in the snapshot" for batch in held - seen]
    if len(set(told)) != len(told):
        outcome.faults.append("a batch was acknowledged twice")


def _see(folder: Path, home: Home, outcome: Outcome) -> None:
    """Open the book at once after a kill, before anything was mended."""
    try:
        _, _, torn = book.look(home)
        outcome.reads += 1
    except book.errors() as error:
        outcome.faults.append(f"after kill {outcome.kills} no reader could open: {error}"[:300])
        return
    held, wrong = book.in_lake(home)
    told = set(_acknowledged(folder))
    outcome.faults += [f"after kill {outcome.kills}: {row}" for row in (*torn, *wrong, *sorted(told - held))]


def _acknowledged(folder: Path) -> list[str]:
    """Return the batches whose commit had returned, as their writers wrote down."""
    files = [file for file in folder.iterdir() if file.is_file() and file.name[0] in "wk" and not file.suffix]
    return [batch for file in files for batch in book.acknowledged(file)]


def _wait_for(file: Path, lines: int, victim: "subprocess.Popen[str]") -> None:
    while len(book.acknowledged(file)) < lines and victim.poll() is None:
        time.sleep(0.005)


def _start(folder: Path, *role: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "benchmarks.soak_warehouse", "--as", str(folder), *role]
    return subprocess.Popen(command, cwd=HOUSE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def _play(folder: Path, role: str, name: str, bound: str, every: str = str(PUBLISH_EVERY)) -> None:
    """Be a writer, a reader, or one whose disk is full, in a process of its own."""
    home = Home(folder / "book")
    if role == "write":
        _write(home, folder / name, _until(folder, name, bound), int(every))
    elif role == "read":
        _read(home, folder, folder / name, _until(folder, name, bound))
    else:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (int(bound), int(bound)))
        if role == "commit":
            book.commit(home, name)
        elif role == "publish":
            publish(home, full=True)
        else:
            from warehouse.backup import backup

            backup(home, folder / f"kept-{name}")


def _until(folder: Path, name: str, seconds: str) -> float:
    """Return when to end, once all are there to begin; one that is to be killed begins at once."""
    if seconds == "inf":
        return float(seconds)
    (folder / f"{name}.ready").touch()
    while not (folder / "go").exists():
        time.sleep(0.02)
    return time.time() + float(seconds)


def _write(home: Home, told: Path, until: float, every: int) -> None:
    number = 0
    while time.time() < until:
        batch = f"{told.name}-{number}"
        book.commit(home, batch)
        _tell(told, batch)
        number += 1
        if number % every == 0 and told.name not in ONLY_COMMIT:
            _tell(told.with_name("published"), str(publish(home).lake_version))


def _read(home: Home, folder: Path, told: Path, until: float) -> None:
    while time.time() < until:
        least = max(map(int, book.acknowledged(folder / "published")), default=0)
        try:
            version, _, torn = book.look(home)
        except book.errors() as error:
            _tell(told, f"could not read: {error}".replace("\n", " ")[:300])
            continue
        wrong = [f"torn: {row}" for row in torn]
        wrong += [f"saw version {version} after {least} was published"] if version < least else []
        _tell(told, "; ".join(wrong) or "read")


def _tell(file: Path, word: str) -> None:
    with file.open("a") as lines:
        lines.write(f"{word}\n")


def main() -> int:
    """Return 0 if nothing was lost, doubled, torn or unreadable."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))  # noqa: S311
    asked = parser.parse_args()
    outcome, began = Outcome(), time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        for part in ("together", "killed", "full"):
            (Path(folder) / part).mkdir()
        together(Path(folder) / "together", asked.seconds, outcome)
        print(f"{WRITERS} writers and {READERS} readers for {asked.seconds:.0f} s: "
              f"{outcome.commits} commits, {outcome.publishes} publishes, {outcome.reads} reads, "
              f"{len(outcome.faults)} faults")  # fmt: skip
        reads, faults = outcome.reads, len(outcome.faults)
        killed(Path(folder) / "killed", asked.kills, outcome, asked.seed)
        print(f"{outcome.kills} kills, seed {asked.seed}: {outcome.reads - reads} readers opened at once, "
              f"{len(outcome.faults) - faults} faults")  # fmt: skip
        faults = len(outcome.faults)
        full(Path(folder) / "full", outcome)
        print(f"{outcome.full_disks} full disks: {len(outcome.faults) - faults} faults")
    print(
        f"in {time.monotonic() - began:.0f} s;",
        "FAULTS:" if outcome.faults else "nothing lost, doubled or torn",
    )
    print(*outcome.faults[:50], sep="\n", end="\n" if outcome.faults else "")
    return 1 if outcome.faults else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--as"]:
        _play(Path(sys.argv[2]), *sys.argv[3:])
    else:
        raise SystemExit(main())
