"""Answers `beatbook outlets probe`: what was found on stderr, the outlet's draft on stdout or in a file."""

import shlex
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from beatbook.asked import asking
from beatbook.catalogued import catalogued, folder
from beatbook.printable import line
from beatbook.refusal import Refusal
from beatbook.screen import say

if TYPE_CHECKING:
    from spiders.checking import Verdict
    from spiders.probing import Probe


def answer(url: str, write: bool, page: Path | None) -> None:
    """Probe the site and write down what was found; raises Refusal if it offers nothing to crawl it by."""
    from spiders.addresses import MalformedAddress
    from spiders.drafts import toml
    from spiders.probing import probe

    address = url if "://" in url else f"https://{url}"
    known = next((outlet for outlet in catalogued() if outlet.owns(address)), None)
    if known:
        say(f"already in the catalogue, as {known.slug}: `beatbook outlets check {known.slug}`")
    try:
        with asking() as network:
            found = probe(network, address, datetime.now(UTC))
    except MalformedAddress as problem:
        raise Refusal(f"{line(url)} cannot be asked for: it {problem}.") from problem
    _tell(found)
    if page:
        _save(found, page)
    if write:
        _write(found)
    else:
        sys.stdout.write(toml(found.outlet))
    if not found.found:
        raise Refusal("Nothing was found to crawl it by; a `listing` of a section page may do.", exit_code=1)


def _tell(found: "Probe") -> None:
    say(f"platform: {found.platform or 'not known'}")
    for word, verdicts in (("found", found.found), ("spare", found.spare), ("failed", found.tried)):
        for verdict in verdicts:
            say(f"{word}: {_said(verdict)}")
    for missing in found.missing:
        say(f"missing: {line(missing)}")


def _said(verdict: "Verdict") -> str:
    newest = f", newest {verdict.newest_at:%Y-%m-%d %H:%M}" if verdict.newest_at else ""
    outcome = f"{verdict.items} items{newest}" if verdict.works else verdict.outcome.value
    detail = f" ({line(verdict.detail)})" if verdict.detail else ""
    return f"{verdict.source.kind} {line(verdict.source.url)}: {outcome}{detail}"


def _save(found: "Probe", file: Path) -> None:
    if found.page is None:
        say("missing: no page could be fetched, so none was saved")
        return
    try:
        file.write_bytes(found.page.body)
    except OSError as problem:
        raise Refusal(f"{file} cannot be written: {problem.strerror}.") from problem
    address = line(found.page.final_url or found.page.url)
    command = shlex.join(["beatbook", "explain", str(file), "--url", address])
    say(f"saved a page as {file}; what is read of it: {command}")


def _write(found: "Probe") -> None:
    from spiders.drafts import write

    try:
        file = write(found.outlet, folder())
    except FileExistsError as problem:
        raise Refusal(f"{problem.filename} is there already: move it away, or edit it.") from problem
    say(f"wrote {file}: put kind and region right, then enable it")
