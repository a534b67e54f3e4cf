"""Everything that `beatbook doctor` looks at, in the order in which one part stands on the other."""

from collections.abc import Callable
from pathlib import Path

from warehouse.finding import Examined, Remedy
from warehouse.home import Home

Step = Callable[[str], None]


def examine(home: Home, step: Step = lambda name: None) -> list[Examined]:
    """Return what was looked at and what is wrong; nothing is changed. `step` is told each part before it."""
    from warehouse import examining, examining_snapshots

    found = list[Examined]()
    step("archive")
    found.append(_archive(home))
    step("lake")
    ledger, files, leftovers = examining.lake(home)
    found += [examining.frontier(home), ledger, files]
    step("articles in the archive")
    if not ledger.findings and ledger.checked:
        found.append(_articles(home, [each.path for each in files.findings if each.path]))
    step("snapshots")
    is_whole = bool(ledger.checked and not ledger.findings and not files.findings)
    found += examining_snapshots.snapshots(home, is_lake_whole=is_whole)
    found += [_site(home), leftovers]
    return found


def _archive(home: Home) -> Examined:
    from spiders import verification

    found = Examined("archive", "records")
    for verdict in verification.verify(home.archive):
        found.checked += verdict.records
        for damage in verdict.damages:
            place = "" if damage.offset is None else f" byte {damage.offset:,}"
            name = f"archive/{damage.file}{place}"
            path = home.archive / damage.file
            is_index = damage.file.endswith(".cdxj")
            found.wrong(name, damage.what, Remedy.INDEX if is_index else None, path)
    return found


def _articles(home: Home, damaged: list[Path]) -> Examined:
    """Return which articles of the lake have no page in the archive."""
    from spiders import placed
    from warehouse.lake import Lake

    found = Examined("pages of articles", "articles")
    places = dict[placed.Place, str]()
    lake = Lake(home.lake)
    for batch in {
        file.batch_id for file in lake.live() if file.table == "articles" and file.path not in damaged
    }:
        rows = lake.read("articles", batches=[batch], columns=["article_id", "warc_file", "warc_offset"])
        for row in rows.to_pylist():
            found.checked += 1
            if row["warc_file"] is not None and row["warc_offset"] is not None:
                places[row["warc_file"], row["warc_offset"]] = row["article_id"]
    for place, why in placed.missing(home.archive, places):
        found.wrong(places[place], f"its page is not in the archive: {why}")
    return found


def _site(home: Home) -> Examined:
    found = Examined("site", "links")
    current = home.sites / "current"
    if current.is_symlink():
        found.checked = 1
        if not current.exists():
            found.wrong("site/current", "leads to a folder that is not there", Remedy.SITE)
    return found
