"""Keeps DuckDB from importing pandas, which takes longer than the answer and is of no use to a command."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager


class _NoPandas:
    """A finder that finds no pandas. Not `sys.modules["pandas"] = None`: compiled code takes that for it."""

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        if name == "pandas":
            raise ModuleNotFoundError("pandas is kept out of commands", name=name)


@contextmanager
def without_pandas() -> Iterator[None]:
    """Let pandas not be found in the block, unless it was imported before.

    DuckDB looks for pandas once a statement has a value to bind: half a CPU second, measured by
    `python -m benchmarks.start`. It looks again next time, so the block leaves no trace.
    """
    finder = _NoPandas()
    sys.meta_path.insert(0, finder)  # type: ignore[arg-type]  # older protocols have more, and nobody asks
    try:
        yield
    finally:
        sys.meta_path.remove(finder)  # type: ignore[arg-type]
