"""Lets time pass between two runs of a test: what the archive holds is dated earlier."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any


def wait(root: Path, passed: timedelta) -> None:
    """Date every take below `root` earlier, and drop the frontier, which heals from the takes."""
    for file in root.glob("frontier.sqlite*"):
        file.unlink()
    for pattern in ("*.stats.json", "*.failed.json", "*.fetches.jsonl"):
        for file in root.glob(f"archive/*/{pattern}"):
            lines = file.read_text().splitlines() if file.suffix == ".jsonl" else [file.read_text()]
            file.write_text("".join(json.dumps(_earlier(json.loads(line), passed)) + "\n" for line in lines))


def _earlier(given: Any, passed: timedelta, name: str = "") -> Any:
    """Return what a file says with its times moved into the past, but for those of publication."""
    if isinstance(given, dict):
        return {key: _earlier(value, passed, key) for key, value in given.items()}
    if isinstance(given, list):
        return [_earlier(value, passed) for value in given]
    is_ours = name.endswith(("_at", "_until")) and not name.startswith(("offered", "oldest", "newest"))
    return (datetime.fromisoformat(given) - passed).isoformat() if is_ours and given else given
