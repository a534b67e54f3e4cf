"""Opens the newsstand for a person: `python -m beatbook.newsstand [--port N] [--pages FOLDER]`."""

import argparse
import signal
import sys
from collections.abc import Mapping
from pathlib import Path

from .demo import demo_sites
from .pages import PagesError, sites_from_pages
from .response import Site
from .server import Newsstand


def main() -> int:
    """Serve the demo edition, or a folder of real pages, until Ctrl-C."""
    parser = argparse.ArgumentParser(prog="python -m beatbook.newsstand", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="port on 127.0.0.1 (default: any that is free)")
    parser.add_argument("--pages", type=Path, help="folder of real pages to serve instead")
    asked = parser.parse_args()
    sites: Mapping[str, Site]
    try:
        sites = demo_sites() if asked.pages is None else sites_from_pages(asked.pages).sites
    except PagesError as error:
        print(error, file=sys.stderr)
        return 2
    with Newsstand(sites, asked.port) as stand:
        print(f"The newsstand plays {len(stand.hosts)} hosts at http://{stand.address}/ (Ctrl-C closes it)")
        try:
            signal.pause()
        except KeyboardInterrupt:
            print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
