"""Answers `beatbook backup` and `beatbook restore`: the whole book copied, and put back."""

from pathlib import Path

from beatbook.refusal import Refusal
from beatbook.screen import say
from warehouse.home import Home


def backup(to: Path, hard: bool) -> None:
    """Copy the book of BEATBOOK_HOME into a new folder."""
    from warehouse import backup as keeping

    home = Home.from_env()
    try:
        made = keeping.backup(home, to, hard=hard)
    except keeping.BackupError as problem:
        raise Refusal(str(problem)) from problem
    say(f"{to} holds {len(made.files):,} files, {made.bytes:,} bytes, of {home.root}.")
    say(f"beatbook restore {to} --home EMPTY puts them back.")


def restore(source: Path, into: Path | None) -> None:
    """Put a backup into an empty home: BEATBOOK_HOME, unless told."""
    from warehouse import backup as keeping

    home = Home((into or Home.to_fill().root).resolve())
    try:
        made = keeping.restore(source, home)
    except keeping.BackupError as problem:
        raise Refusal(str(problem), 1) from problem
    say(
        f"{home.root} holds the book of {made.made_at[:16].replace('T', ' ')} UTC: {len(made.files):,} files."
    )
    say("`beatbook doctor` looks whether all is well.")
