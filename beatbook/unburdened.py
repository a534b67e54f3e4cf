"""Keeps DuckDB from importing pandas, which takes longer than the answer and is of no use to a command."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_pandas() -> Iterator[None]:
    """Let pandas not be found in the block, unless it was imported before.

    DuckDB looks for pandas once a statement has a value to bind: half a CPU second, measured by
    `python -m benchmarks.start`. It looks again next time, so the block leaves no trace.
    """
    if "pandas" in sys.modules:
        yield
        return
    sys.modules["pandas"] = None  # type: ignore[assignment]  # what `import` takes for "is not there"
    try:
        yield
    finally:
        del sys.modules["pandas"]
