"""Mends what an examination found, from what is whole; what is damaged is moved aside, never deleted."""

import datetime as dt
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from beatbook.refusal import Refusal
from warehouse.finding import Examined, Finding, Remedy
from warehouse.home import REPOSITORY, Home

AGAIN = REPOSITORY / "dags" / "again.py"
DAMAGED = "damaged"
DAY = re.compile(r"\d{4}-\d\d-\d\d")
Tell = Callable[[str], None]


def mend(home: Home, examined: Iterable[Examined], tell: Tell) -> None:
    """Mend what has a remedy, what others stand on first; `tell` is told each thing that is done.

    Raises Refusal if a remedy fails: what was mended until then stays so, and nothing is lost.
    """
    findings = [each for part in examined for each in part.findings]
    by = {remedy: [each for each in findings if each.remedy is remedy] for remedy in Remedy}
    _index(home, by[Remedy.INDEX], tell)
    for each in by[Remedy.SET_ASIDE]:
        _set_aside(home, each.path, tell)
    _refine(home, by, tell)
    if by[Remedy.RETAG]:
        _retag(home, by[Remedy.RETAG], tell)
    if by[Remedy.PUBLISH] or by[Remedy.REBUILD] or by[Remedy.RETIRE]:
        _publish(home, by[Remedy.PUBLISH], by[Remedy.RETIRE], tell)
    for each in by[Remedy.REMOVE]:
        if each.path is not None:
            _remove(home, each.path, tell)
    if by[Remedy.SITE]:
        _run(home, [sys.executable, "-m", "beatbook.site"], "the site could not be built")
        tell("built the site again")


def _index(home: Home, findings: list[Finding], tell: Tell) -> None:
    from spiders import captures
    from spiders.reading import BROKEN

    for path in {each.path for each in findings if each.path}:
        warc = path.with_name(path.name.removesuffix(".cdxj") + ".warc.gz")
        try:
            found = list(captures.scan(warc, home.archive))
        except (*BROKEN, OSError, ValueError) as error:  # the WARC file has a finding of its own
            tell(f"left {path.name} as it is: its WARC file cannot be read ({type(error).__name__})")
            continue
        _set_aside(home, path, tell)
        captures.write(path, found)
        tell(f"read {path.name} again from its WARC file")


def _refine(home: Home, by: dict[Remedy, list[Finding]], tell: Tell) -> None:
    """Make damaged files of the lake again; the same content gets the same name."""
    wanted = by[Remedy.REFINE]
    days = {found.group() for each in wanted if each.batch and (found := DAY.search(each.batch))}
    if by[Remedy.REBUILD]:
        days = {file.parent.name for file in home.archive.glob("????-??-??/*.stats.json")}
        if not days:
            raise Refusal("There is no archive to make the lake again from: restore a backup.", 1)
    if not days:
        return
    environment = _catalogue(home, days)
    for path in {each.path for each in (*by[Remedy.REBUILD], *wanted) if each.path}:
        _set_aside(home, path, tell)
    _run(home, [sys.executable, str(AGAIN), *sorted(days)], "refining again failed", environment)
    tell(f"refined {', '.join(sorted(days))} again from the archive")


def _catalogue(home: Home, days: set[str]) -> dict[str, str]:
    """Return the environment that knows the outlets of these days. Raises Refusal."""
    from beatbook import newsstand
    from spiders.catalogue import outlets
    from spiders.takes import takes

    taken = {take.outlet for day in days for take in takes(home.archive, dt.date.fromisoformat(day))}
    if not taken:
        raise Refusal(f"The archive has no takes of {', '.join(sorted(days))}: restore a backup.", 1)
    if taken <= {outlet.slug for outlet in outlets()}:
        return {}
    demo, own = newsstand.demo_catalogue_folder(), home.root / "catalogue"
    for folder in (demo, own):
        if folder.is_dir() and taken <= {outlet.slug for outlet in outlets(folder)}:
            known = {"BEATBOOK_CATALOGUE": str(folder)}
            names = {"BEATBOOK_GAZETTEER": str(newsstand.demo_gazetteer_folder())}
            return known | names if folder == demo else known
    unknown = ", ".join(sorted(taken - {outlet.slug for outlet in outlets()}))
    raise Refusal(
        f"The catalogue does not have {unknown}: set BEATBOOK_CATALOGUE to the folder that the days were "
        "collected with, and run again.",
        1,
    )


def _retag(home: Home, findings: list[Finding], tell: Tell) -> None:
    """Take back tags that are damaged; those of before count until the topics are found again."""
    from beatbook import retagging
    from transforms import taxonomy
    from warehouse.lake import Lake

    lake = Lake(home.lake)
    for each in findings:
        _set_aside(home, each.path, tell)
    for batch in sorted({each.batch for each in findings if each.batch}):
        found = DAY.search(batch)
        if found:
            lake.commit(batch, {}, day=dt.date.fromisoformat(found.group()))
    retagging.retag(lake, taxonomy.load(more=os.environ.get("BEATBOOK_TOPICS")))
    tell("found the topics again")


def _publish(home: Home, unread: list[Finding], lacking: list[Finding], tell: Tell) -> None:
    """Publish all anew. What nobody can open goes before, what can still be asked once it is replaced."""
    from warehouse.publish import ChecksFailed, publish

    for path in {each.path for each in unread if each.path}:
        _set_aside(home, path, tell)
    try:
        snapshot = publish(home, full=True)
    except ChecksFailed as found:
        raise Refusal(str(found), 1) from found
    for path in {each.path for each in lacking if each.path} - {snapshot.path}:
        _set_aside(home, path, tell)
    tell(f"published {snapshot.path.name}, all anew from the lake")


def _set_aside(home: Home, path: Path | None, tell: Tell) -> None:
    """Move a damaged file or folder to the same place under `damaged/<moment>`, if it is there."""
    if path is None or not os.path.lexists(path):
        return
    place = home.root / DAMAGED / f"{dt.datetime.now(dt.UTC):%Y-%m-%dT%H%M%S}" / path.relative_to(home.root)
    place.parent.mkdir(parents=True, exist_ok=True)
    path.rename(place)
    tell(f"moved {path.relative_to(home.root)} to {place.relative_to(home.root)}")


def _remove(home: Home, path: Path, tell: Tell) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
    tell(f"removed {path.relative_to(home.root)}")


def _run(home: Home, command: list[str], failed: str, environment: dict[str, str] | None = None) -> None:
    told = {**os.environ, "BEATBOOK_HOME": str(home.root), **(environment or {})}
    done = subprocess.run(command, cwd=REPOSITORY, env=told, capture_output=True, text=True)
    if done.returncode:
        why = done.stderr.strip().rpartition("\n")[2] or f"exit code {done.returncode}"
        raise Refusal(f"{failed}: {why}", 1)
