"""Times how long the command takes from its start to an answer, beside a bare import of DuckDB, in turn.

    python -m benchmarks.start            on the book of BEATBOOK_HOME, or the demo's

CPU seconds of whole processes, the least of several, each way asked in turn. The target is the time of
`python -c "import duckdb"` once and a half, and what the question itself costs a bare DuckDB.
"""

import os
import subprocess
import sys

from warehouse.home import Home

TIMES = 7
BARE = "import duckdb"
TREND = "stop-and-search"
ASKED = {  # name: (the command's words, the same question to a bare DuckDB)
    "sql, CSV": (["sql", "select 1", "--format", "csv"], "select 1"),
    "trend, CSV": (["trend", TREND, "--format", "csv"], f"from trend('{TREND}')"),
    "trend, drawn": (["trend", TREND], f"from trend('{TREND}')"),
}


def main() -> None:
    """Print a line a question: DuckDB alone, DuckDB with the question, our command, and the ratio."""
    warehouse = str(Home.from_env().warehouse)
    for name, (words, statement) in ASKED.items():
        plain = (
            f"import duckdb; duckdb.connect({warehouse!r}, read_only=True).execute({statement!r}).fetchall()"
        )
        ways = {
            "bare": ["-c", BARE],
            "question": ["-c", plain],
            "ours": ["-m", "beatbook.start", *words],
            "by Typer": ["-m", "beatbook.cli", *words],
        }
        least = dict.fromkeys(ways, float("inf"))
        for _ in range(TIMES):
            for way, command in ways.items():
                least[way] = min(least[way], _spent(command))
        allowed = 1.5 * least["bare"] + least["question"] - least["bare"]
        told = ", ".join(f"{way} {spent:.2f}" for way, spent in least.items())
        print(f"{name:14} CPU s: {told}; ours ÷ allowed {least['ours'] / allowed:.2f}")


def _spent(command: list[str]) -> float:
    before = os.times()
    subprocess.run([sys.executable, *command], check=True, capture_output=True)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


if __name__ == "__main__":
    main()
