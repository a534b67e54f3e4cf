"""Give the suite an Airflow home of its own before anything imports Airflow, which reads it only once.

Nothing here imports Airflow, so a test that needs none does not wait for it.
"""

import atexit
import gc
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

HOUSE = Path(__file__).resolve().parent.parent
AIRFLOW_HOME = Path(tempfile.mkdtemp(prefix="beatbook-airflow-"))
atexit.register(shutil.rmtree, AIRFLOW_HOME, ignore_errors=True)

os.environ.update(
    AIRFLOW_HOME=str(AIRFLOW_HOME),
    AIRFLOW__CORE__DAGS_FOLDER=str(HOUSE / "dags"),
    AIRFLOW__CORE__LOAD_EXAMPLES="False",
    AIRFLOW__DATABASE__SQL_ALCHEMY_CONN=f"sqlite:///{AIRFLOW_HOME / 'airflow.db'}",
    AIRFLOW__DAG_PROCESSOR__DAG_BUNDLE_STORAGE_PATH=str(AIRFLOW_HOME / "bundles"),
    AIRFLOW__LOGGING__LOGGING_LEVEL="WARNING",
    BEATBOOK_RETRY_SECONDS="0",
)
KEPT = {"BEATBOOK_RETRY_SECONDS", "BEATBOOK_PAGES"}
for name in [name for name in os.environ if name.startswith("BEATBOOK_") and name not in KEPT]:
    del os.environ[name]  # what is set on the machine must not decide a test

gc.set_threshold(50_000, 20, 50)  # tests make much and keep it: looking for garbage took a tenth of the time

# The suite draws the same examples each time, so that what has passed passes again; to look for new ones:
# `pytest --hypothesis-profile=search`.
settings.register_profile("house", deadline=None, derandomize=True, max_examples=50)
settings.register_profile("search", deadline=None, max_examples=1000)
settings.load_profile("house")

# The house comes before tests/, whose folders have the names of its packages; dags/ is no package: it is put
# on the path here as Airflow does it.
sys.path[:0] = [str(HOUSE), str(HOUSE / "dags")]


def pytest_xdist_auto_num_workers() -> int:
    """Return a worker for each core: one more was slower, though a crawl mostly waits."""
    return os.cpu_count() or 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest, so that no core waits for the last file."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


@pytest.fixture(autouse=True)
def _a_closed_pipe_is_an_error_again() -> Iterator[None]:
    """Undo what a command line sets in this process: it would end the suite at the next closed pipe."""
    before = signal.getsignal(signal.SIGPIPE)
    yield
    signal.signal(signal.SIGPIPE, before)
