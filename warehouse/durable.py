"""Puts bytes on disk so that a kill or a power cut leaves the old state or the new one, never a mixture."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

PART = ".part"


def beside(path: Path) -> Path:
    """Return a name in the same folder that nobody else uses, for writing before the rename."""
    return path.with_name(f".{path.name}.{os.getpid()}-{token_hex(4)}{PART}")


def write(path: Path, content: bytes) -> None:
    """Write the file whole: beside, to the disk, renamed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with renamed(path) as part:
        part.write_bytes(content)


@contextmanager
def renamed(path: Path) -> Iterator[Path]:
    """Yield a part file that becomes `path` once the block ends well, and is removed if it does not."""
    part = beside(path)
    try:
        yield part
        sync(part)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    sync(path.parent)


def link(name: Path, target: Path) -> None:
    """Let the symbolic link `name` point to `target`, in one step, relative so that the folder can move."""
    new = beside(name)
    new.symlink_to(os.path.relpath(target, name.parent))
    new.replace(name)
    sync(name.parent)


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """Wait for the lock and hold it; the kernel frees it, however this process ends."""
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def sync(path: Path) -> None:
    """Wait until a file's content, or a folder's list of names, is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
