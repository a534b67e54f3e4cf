"""One outlet's crawl: a Scrapy process of its own, judged by its stats, committed whole or not at all.

A process, because Twisted's reactor cannot start twice in a worker; judged, because Scrapy's exit code is 0
when the site is down, when a callback raises and when it was told to stop. Imports no Scrapy.
"""

import fcntl
import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import IO, Any

import forgotten

from . import captures, politeness
from .catalogue import Outlet
from .frontier import Frontier
from .job import Job
from .judgement import fault
from .off import SWITCHED_OFF, why_off
from .paths import TakePaths, part
from .takes import Take, read_take

LOCK_SECONDS = 15.0  # an orphaned crawler ends within two seconds of its launcher
STOP_SECONDS = 10.0  # between asking the process to stop and killing it
LOG_TAIL = 3  # lines of Scrapy's log that a failure quotes

Note = Callable[[dict[str, Any]], None]


class CrawlFailed(Exception):
    """Raised by crawl() when no take was committed; the message says why and what to do next."""


def crawl(
    outlet: Outlet,
    *,
    archive: Path,
    frontier: Path,
    run_id: str,
    day: date,
    note: Note,
    timeout_seconds: float = 1200.0,
    budget_share: float = 0.75,
    poll_all: bool = False,
    look_again: int = 0,
) -> Take:
    """Return the outlet's committed take; a second crawl with the same run_id replaces the first.

    `note` receives progress events (docs/architecture.md). Raises CrawlFailed and leaves a `.failed.json`.
    After a kill, crawling again with the same run_id goes on from what was already received. Pages not asked
    for within `budget_share` of the timeout are left to the next run, as `postponed`. `poll_all` asks the
    sources that are not due as well; `look_again` looks at so many of the newest pages that are not due.
    """
    workshop = frontier.parent / "crawl" / outlet.slug
    job = Job(
        outlet=outlet,
        archive=archive,
        frontier=frontier,
        cache=workshop / run_id / "answers",
        run_id=run_id,
        day=day,
        budget_seconds=timeout_seconds * budget_share,
        poll_all=poll_all,
        look_again=look_again,
        parent=os.getpid(),
    )
    paths = job.paths
    for folder in (paths.stats.parent, workshop):
        folder.mkdir(parents=True, exist_ok=True)
    started_at = datetime.now(UTC)
    tell = _teller(outlet, note)
    tell("outlet_started")
    try:
        _allowed(outlet, frontier.parent)
        with _lock(workshop / "lock", outlet) as lock:
            take = _locked_crawl(job, lock, tell, timeout_seconds)
    except (CrawlFailed, politeness.NotPolite) as error:
        _leave_trace(paths, str(error), started_at)
        tell("outlet_failed", reason=str(error))
        raise error if isinstance(error, CrawlFailed) else CrawlFailed(str(error)) from error
    except BaseException as error:  # the task was told to stop, or ran out of time
        why = ": ".join(filter(None, [type(error).__name__, str(error)]))
        _leave_trace(paths, f"{outlet.slug}: interrupted by {why}: run it again", started_at)
        raise
    tell("outlet_done", offered=take.stats["offered"], fetched=take.stats["fetched"], outcomes=take.outcomes)
    return take


def _allowed(outlet: Outlet, home: Path) -> None:
    """Raise CrawlFailed or NotPolite if nobody may be asked."""
    politeness.user_agent()
    politeness.honoured(outlet.honour)
    if forgotten.load(home).holds_outlet(outlet.slug):
        raise CrawlFailed(f"{outlet.slug}: it was forgotten by `beatbook forget --outlet`")
    off = why_off(outlet, home)
    if off:
        raise CrawlFailed(f"{outlet.slug}: {SWITCHED_OFF}: {off}")


def _teller(outlet: Outlet, note: Note) -> Callable[..., None]:
    def tell(event: str, **more: Any) -> None:
        at = datetime.now(UTC).isoformat()
        note({"at": at, "stage": "collect", "event": event, "outlet": outlet.slug, **more})

    return tell


@contextmanager
def _lock(file: Path, outlet: Outlet) -> Iterator[IO[bytes]]:
    """Hold the outlet's lock; the Scrapy process inherits it, so an orphan keeps it until it ends."""
    with file.open("wb") as lock:
        until = time.monotonic() + LOCK_SECONDS
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > until:
                    raise CrawlFailed(
                        f"another crawl of {outlet.slug} is under way: run this one again when it has ended"
                    ) from None
                time.sleep(0.2)
        yield lock


def _locked_crawl(job: Job, lock: IO[bytes], tell: Callable[..., None], timeout_seconds: float) -> Take:
    """Return the take that the job commits; what it received is kept for another try if it fails."""
    paths, frontier, room = job.paths, Frontier(job.frontier), job.cache.parent
    for other in room.parent.iterdir():
        if other.is_dir() and other != room:  # a run that never came to its end
            shutil.rmtree(other)
    room.mkdir(exist_ok=True)
    for leftover in (paths.warc, paths.index, paths.fetches, paths.stats):
        part(leftover).unlink(missing_ok=True)
    frontier.heal(job.archive, job.outlet.slug)
    log = room / "scrapy.log"
    _run(job, lock, log, tell, timeout_seconds)
    reason = fault(paths)
    if reason:
        raise CrawlFailed(f"{job.outlet.slug}: {reason}{_tail(log)}")
    take = commit(paths, frontier)
    shutil.rmtree(room)
    return take


def _run(job: Job, lock: IO[bytes], log: Path, tell: Callable[..., None], timeout_seconds: float) -> None:
    """Run the Scrapy process to its end, or end it: on a timeout, and if this process is told to stop."""
    with log.open("wb") as errors:
        process = subprocess.Popen(
            [sys.executable, "-m", "spiders.run"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            cwd=Path(__file__).resolve().parent.parent,
            pass_fds=(lock.fileno(),),  # and no session of its own: a signal to the group reaches it too
            text=True,
        )
    alarm = threading.Timer(timeout_seconds, _stop, (process,))
    alarm.start()
    try:
        with process:
            _converse(process, job, tell)
    finally:
        alarm.cancel()
        _stop(process)


def _converse(process: subprocess.Popen[str], job: Job, tell: Callable[..., None]) -> None:
    """Hand over the job, and pass on what the process says until it has nothing more to say."""
    try:
        if process.stdin is None or process.stdout is None:
            raise TypeError("the process must be started with pipes")
        with suppress(BrokenPipeError):  # it died at once; the judgement will say so
            process.stdin.write(job.to_json())
            process.stdin.close()
        for line in process.stdout:
            tell("outlet_progress", **json.loads(line))
        process.wait()
    except BaseException:
        _stop(process)
        raise


def _stop(process: subprocess.Popen[str]) -> None:
    """End the process if it still runs: politely first, so that it closes its books."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def commit(paths: TakePaths, frontier: Frontier) -> Take:
    """Make the take exist; a kill at any point leaves no take or the whole one, and no page forgotten."""
    frontier.forget(paths.outlet, paths.run_id)
    paths.stats.unlink(missing_ok=True)
    if not part(paths.index).exists():  # whoever made the WARC file left it to us
        captures.write(part(paths.index), captures.scan(part(paths.warc), paths.archive, name=paths.warc))
    part(paths.warc).replace(paths.warc)
    part(paths.index).replace(paths.index)
    part(paths.fetches).replace(paths.fetches)
    part(paths.stats).replace(paths.stats)
    _sync(paths.stats.parent)
    paths.failed.unlink(missing_ok=True)
    take = read_take(paths.archive, paths.stats)
    frontier.record(take)
    return take


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _leave_trace(paths: TakePaths, reason: str, started_at: datetime) -> None:
    """Write down that the outlet was not seen, so that its silence is told from ours."""
    stats: dict[str, Any] = {
        "outlet": paths.outlet,
        "run_id": paths.run_id,
        "day": paths.day.isoformat(),
        "started_at": started_at.isoformat(),
        "finished_at": datetime.now(UTC).isoformat(),
        "finish_reason": "failed",
        "offered": 0,
        "fetched": 0,
        "outcomes": {},
        "polls": [],
    }
    unfinished = part(paths.stats)
    if unfinished.exists():
        stats |= json.loads(unfinished.read_text(encoding="utf-8"))
    beside = part(paths.failed)
    beside.write_text(json.dumps(stats | {"reason": reason}, indent=1) + "\n", encoding="utf-8")
    beside.replace(paths.failed)


def _tail(log: Path) -> str:
    """Return the log's last lines, made harmless for a terminal."""
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()[-LOG_TAIL:]
    quoted = "".join(f"\n  {ascii(line)[1:-1][:300]}" for line in lines)
    return f"\n  the end of {log}:{quoted}" if quoted else ""
