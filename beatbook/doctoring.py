"""Answers `beatbook doctor`: what was looked at, how many, what is wrong, and what to type next."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from beatbook.formats import Format
from beatbook.printable import counted
from beatbook.refusal import Refusal
from beatbook.screen import say
from warehouse.finding import Examined
from warehouse.home import Home

if TYPE_CHECKING:
    import pyarrow as pa

REPAIR = "beatbook doctor --repair"
RESTORE = "beatbook restore"


def answer(repair: bool, form: Format) -> int:
    """Write the findings, after mending those that can be if asked; return 0 only if all is well."""
    from beatbook.advancing import advancing
    from beatbook.examined import examine
    from beatbook.forgetting import PENDING

    home = Home.from_env()
    if not home.root.is_dir():
        raise Refusal(f"There is no book in {home.root}: run `make demo` or `beatbook crawl`.")
    with advancing("looking", None) as advance:
        found = examine(home, lambda name: advance(True))
    if repair and _wrong(found):
        from beatbook.mending import mend

        mend(home, found, lambda done: say(f"  {done}"))
        with advancing("looking again", None) as advance:
            found = examine(home, lambda name: advance(True))
    _write(found, form)
    is_begun = (home.root / PENDING).exists()
    if is_begun:
        say("A forgetting was begun and not ended: `beatbook forget` goes on with it.")
    return 1 if is_begun or _wrong(found) else 0


def _wrong(found: Sequence[Examined]) -> int:
    return sum(len(each.findings) for each in found)


def _write(found: Sequence[Examined], form: Format) -> None:
    import pyarrow as pa

    from beatbook import rows_face
    from beatbook.formats import emit

    parts = pa.Table.from_pylist([_row(each) for each in found])
    findings = _findings(found)
    if form is not Format.TABLE:
        emit(findings, form)
        return
    rows_face.show(parts, wide=("next",))
    if findings.num_rows:
        say("")
        rows_face.show(findings, wide=("name", "wrong", "remedy"))
    say(
        "All is well."
        if not findings.num_rows
        else f"{counted(findings.num_rows, 'thing is', 'things are')} wrong."
    )


def _row(each: Examined) -> dict[str, Any]:
    remedies = {finding.remedy for finding in each.findings}
    nexts = ([REPAIR] if remedies - {None} else []) + ([RESTORE] if None in remedies else [])
    return {
        "part": each.part,
        "checked": f"{each.checked:,} {each.things}",
        "wrong": len(each.findings),
        "next": ", else ".join(nexts),
    }


def _findings(found: Sequence[Examined]) -> "pa.Table":
    import pyarrow as pa

    rows = [
        {
            "part": each.part,
            "name": finding.name,
            "wrong": finding.what,
            "remedy": finding.remedy.told if finding.remedy else "restore it from a backup",
        }
        for each in found
        for finding in each.findings
    ]
    names = ("part", "name", "wrong", "remedy")
    return pa.Table.from_pylist(rows, schema=pa.schema([(name, pa.string()) for name in names]))
