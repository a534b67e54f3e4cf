"""Forgets a page, an outlet or a person wherever the book has them; the next run ends one that was killed.

What is looked for is written down first, in a file that only its owner may read, because the lake that it was
taken from is soon without it; the file goes once a scan of every byte finds nothing more.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import forgotten
from beatbook.printable import counted
from beatbook.refusal import Refusal
from forgotten.wording import ADDRESS, Needles, chunks, words
from warehouse import durable
from warehouse.home import REPOSITORY, Home

if TYPE_CHECKING:
    from spiders.striking import Struck

PENDING = "forgetting.json"
LEAST_NAME = 2  # words of a name: one alone is too many people
Tell = Callable[[str], None]


@dataclass
class Plan:
    """What goes: tombstones to set, articles by id, and runs of words that must be nowhere afterwards."""

    stones: list[tuple[str, str]] = field(default_factory=list)
    article_ids: list[str] = field(default_factory=list)
    outlets: list[str] = field(default_factory=list)
    runs: list[str] = field(default_factory=list)


def planned(home: Home, url: str | None, person: str | None, outlet: str | None) -> Plan:
    """Return what forgetting one of the three means in this book. Raises Refusal for what means nothing."""
    from addresses import page_key
    from warehouse import forgetting

    name = words(person or "")
    if person is not None and len(name.split()) < LEAST_NAME:
        raise Refusal("Give the person's whole name: one word is the name of many.")
    if url is not None and not ADDRESS.fullmatch(url.strip()):
        raise Refusal(
            f"{url!r} is no address: give it whole, with https://, as `beatbook article ID` shows it."
        )
    key = page_key(url) if url else None
    named = Needles([name]) if name else None
    gone, kept = dict[str, set[str]](), dict[str, set[str]]()
    addresses = set[str]()
    rows = list(forgetting.articles(home))
    for row in rows:
        text = _text(row)
        is_meant = (
            (outlet is not None and row["outlet"] == outlet)
            or (named is not None and bool(named.found_in(text)))
            or (key is not None and key in {page_key(each) for each in (row["url"], row["page_url"]) if each})
        )
        if is_meant:
            gone.setdefault(row["article_id"], set())
    for row in rows:
        told = chunks(row["headline"], row["standfirst"], row["body"])
        side = gone if row["article_id"] in gone else kept
        side.setdefault(row["article_id"], set()).update(told)
        if side is gone:
            addresses.update(each for each in (row["url"], row["page_url"]) if each)
    if outlet is not None and outlet not in {row["outlet"] for row in rows} | _listed(home):
        raise Refusal(f"There is no outlet {outlet!r}: `beatbook outlets` lists them.")
    elsewhere = set[str]().union(*kept.values()) if kept else set()
    runs = set[str]().union(*gone.values()) - elsewhere if gone else set()
    staying = [_text(row) for row in rows if row["article_id"] not in gone]
    staying += [line for whose, line in forgetting.repeated(home) if whose != outlet]
    runs -= _said_elsewhere(runs, staying)
    stones = [("page", each) for each in sorted(addresses | ({url} if url else set()))]
    stones += [("person", person)] if person else []
    stones = [("outlet", outlet)] if outlet else stones
    return Plan(stones, sorted(gone), [outlet] if outlet else [], sorted(runs | ({name} if name else set())))


def _listed(home: Home) -> set[str]:
    """Return the outlets of the catalogue as it is, and as the lake has it."""
    from spiders import catalogue
    from warehouse.lake import Lake

    held = Lake(home.lake).read("outlets")["outlet"].to_pylist() if home.lake.exists() else []
    return {*held, *(each.slug for each in catalogue.outlets())}


def _said_elsewhere(runs: set[str], staying: list[str]) -> set[str]:
    """Return the runs that texts which stay say too, as copies do: they are not the gone ones' alone."""
    needles, found = Needles(runs), set[str]()
    for text in staying:
        found |= needles.found_in(text)
    return found


def _text(row: dict[str, str]) -> str:
    return "\n".join(filter(None, (row["headline"], row["standfirst"], row["body"])))


def pending(home: Home) -> Plan | None:
    """Return the plan of a run that was killed, None if there is none."""
    file = home.root / PENDING
    if not file.exists():
        return None
    given = json.loads(file.read_text(encoding="utf-8"))
    return Plan(**{**given, "stones": [tuple(each) for each in given["stones"]]})


def begin(home: Home, plan: Plan) -> None:
    """Write the plan down, for its owner's eyes only."""
    with durable.renamed(home.root / PENDING) as part:
        part.touch(mode=0o600)
        part.write_text(json.dumps(asdict(plan)), encoding="utf-8")


def carry_out(home: Home, plan: Plan, tell: Tell) -> None:
    """Do what the plan says, in an order that may be begun again; `tell` is told each thing that is done."""
    from spiders import striking
    from warehouse import forgetting

    stones = forgotten.bury(home.root, plan.stones)
    needles = Needles(plan.runs)
    with durable.alone(home.root / ".forgetting.lock"):
        for struck in striking.strike(home.archive, stones, lambda body: bool(needles.found_in(body))):
            tell(f"archive: {told(struck)}")
        for path in (home.frontier, *home.root.glob(f"{home.frontier.name}-*")):
            path.unlink(missing_ok=True)  # it heals from the takes, which say no more than they should
        for room in home.root.glob("crawl/*/*/"):
            shutil.rmtree(room)  # answers of a run that did not come to its end
        meant = forgetting.Meant(
            frozenset(plan.article_ids), frozenset(plan.outlets), stones.holds, stones.mask
        )
        for table, rows in forgetting.forget(home, meant).items():
            tell(f"lake: {counted(rows, 'row')} of {table}")
        forgetting.sweep(home)
        try:
            for name in forgetting.republish(home):
                tell(f"published: {name}")
        except forgetting.ChecksFailed as found:
            raise Refusal(f"{found} Run `beatbook forget` again once it is mended.", 1) from found
        _sites(home, tell)
        _digests(home, needles, set(plan.article_ids), tell)
        _rest(home, needles, set(plan.article_ids), tell)


def told(struck: "Struck") -> str:
    """Return in words what went of one take."""
    whole = "the whole take" if not struck.of else f"{struck.records:,} of {counted(struck.of, 'record')}"
    return f"{whole} and {counted(struck.pages, 'line')} of {struck.file}"


def _sites(home: Home, tell: Tell) -> None:
    """Remove every built site, and build that of the new snapshot if there was one."""
    if not home.sites.exists():
        return
    had_current = (home.sites / "current").is_symlink()
    for folder in sorted(home.sites.iterdir()):
        if folder.is_symlink():
            continue
        if folder.is_dir():
            shutil.rmtree(folder)
            tell(f"site: {folder.name}")
    if had_current:
        environment = {**os.environ, "BEATBOOK_HOME": str(home.root)}
        command = [sys.executable, "-m", "beatbook.site"]
        built = subprocess.run(command, cwd=REPOSITORY, env=environment, capture_output=True)
        tell("site: built again" if not built.returncode else "site: could not be built; try `beatbook site`")


def _digests(home: Home, needles: Needles, ids: set[str], tell: Tell) -> None:
    """Remove digests and feeds that tell of it; which days a digest had stays, so that none is told twice."""
    from beatbook.digest import shelving

    for path in sorted(path for path in home.digests.rglob("*") if path.suffix in (".html", ".txt", ".xml")):
        told = path.read_text(encoding="utf-8", errors="replace")
        if needles.found_in(told) or any(each in told for each in ids):
            path.unlink()
            tell(f"removed {path.relative_to(home.root)}")
    for path in sorted(home.digests.glob(f"*/{shelving.JSON}")):
        if not path.with_name(shelving.HTML).exists() or not path.with_name(shelving.TEXT).exists():
            shelving.empty(path)


def _rest(home: Home, needles: Needles, ids: set[str], tell: Tell) -> None:
    """Take out lines of small files that say it, and remove logs and leftovers that do."""
    for path in sorted(home.root.glob("*.jsonl")):
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines(keepends=True)
        kept = [
            line for line in lines if not needles.found_in(line) and not any(each in line for each in ids)
        ]
        if len(kept) < len(lines):
            durable.write(path, "".join(kept).encode())
            tell(f"{path.name}: {counted(len(lines) - len(kept), 'line')}")
    for folder in ("damaged", "airflow", "crawl"):
        for path in sorted((home.root / folder).rglob("*")):
            if path.is_file() and not path.is_symlink() and _says(path, needles):
                path.unlink()
                tell(f"removed {path.relative_to(home.root)}")
    for path in _parts(home):
        if _says(path, needles):
            path.unlink()
            tell(f"removed {path.relative_to(home.root)}")


def _parts(home: Home) -> Iterator[Path]:
    yield from (path for path in sorted(home.root.rglob("*.part*")) if path.is_file())


def _says(path: Path, needles: Needles) -> bool:
    from warehouse import scanning

    return any(needles.found_in(piece) for piece in scanning.pieces(path))


def scan(home: Home, plan: Plan) -> tuple[int, int, list[str]]:
    """Return how many files and bytes of text were read, unpacked, and which still say what was forgotten."""
    from warehouse import scanning

    needles, files, read, found = Needles(plan.runs), 0, 0, list[str]()
    for path in sorted(home.root.rglob("*")):
        if path.is_file() and not path.is_symlink() and path != home.root / PENDING:
            files += 1
            for piece in scanning.pieces(path):
                read += len(piece)
                if needles.found_in(piece):
                    found.append(path.relative_to(home.root).as_posix())
                    break
    return files, read, found
