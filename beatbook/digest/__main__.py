"""Writes and sends what BEATBOOK_HOME's snapshot has to tell: what the DAG publish runs once it is in place.

`python -m beatbook.digest [--alerts]`; with --alerts only the saved queries are asked. Exit code 3 means that
all was written, and something did not arrive or cannot be read: what was printed last says what.
"""

import datetime as dt
import os
import sys

from beatbook.saved_queries import files
from warehouse.home import Home

UNDELIVERED = 3


def main() -> int:
    """Return 0, or 3 if something did not arrive."""
    home, alerts = Home.to_fill(), "--alerts" in sys.argv[1:]
    if alerts and not (os.environ.get("BEATBOOK_NOTIFY") and home.warehouse.exists() and files(home)):
        print("There is nobody to tell, or no saved query.")
        return 0
    from beatbook.digest import daily

    done = (daily.alerts if alerts else daily.daily)(home, dt.datetime.now(dt.UTC))
    print(*done.said, *done.problems, sep="\n")
    return UNDELIVERED if done.problems else 0


if __name__ == "__main__":
    raise SystemExit(main())
