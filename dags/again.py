"""Refines days again without Airflow, the oldest first: what `beatbook doctor --repair` calls.

`python dags/again.py 2026-11-22 ...`; the book is that of BEATBOOK_HOME.
"""

import sys
from datetime import date

import refining
import relating
from day import Refused


def main(days: list[str]) -> None:
    """Refine and relate each day; end with what refused to be done."""
    asked = sorted(map(date.fromisoformat, days))
    try:
        for day in asked:
            refining.commit(day)
        for day in asked:
            relating.relate(day)
    except Refused as why:
        sys.exit(str(why))


if __name__ == "__main__":
    main(sys.argv[1:])
