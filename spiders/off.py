"""The off switches: one for everything, one for each outlet; who asks to be left alone is left alone."""

import os
from pathlib import Path

from . import catalogue
from .catalogue import Outlet

SWITCHED_OFF = "switched off"  # how the finish reason of such a crawl begins


def why_off(outlet: Outlet, home: Path) -> str | None:
    """Return what forbids crawling the outlet now, and the way back; None if nothing does.

    The outlet's file is read as it is now: `enabled = false` may have been written since the crawl began. One
    that is being edited and cannot be read forbids nothing.
    """
    if not outlet.enabled:
        return f"{outlet.slug} is not enabled: {outlet.reason}"
    file = catalogue.named_folder() / f"{outlet.slug}.toml"
    try:
        written = catalogue.read(file) if file.exists() else None
    except catalogue.CatalogueError:
        written = None
    if written is not None and not written.enabled:
        return f"{file} says enabled = false: {written.reason}"
    return all_off(home)


def all_off(home: Path) -> str | None:
    """Return what switches all crawling off: BEATBOOK_OFF or a file OFF in the home, or None."""
    if os.environ.get("BEATBOOK_OFF", "") not in ("", "0"):
        return "BEATBOOK_OFF is set: unset it to crawl"
    off = home / "OFF"
    return f"{off} is there: remove it to crawl" if off.exists() else None
