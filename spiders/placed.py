"""Whether a page lies where somebody says so: by the indexes, and the WARC file only in doubt."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from . import captures
from .reading import Pruned, read

Place = tuple[str, int]  # a WARC file below the archive, and a byte of it


def missing(archive: Path, places: Iterable[Place]) -> Iterator[tuple[Place, str]]:
    """Yield the places where no response begins, and why; what was removed on purpose is not missing."""
    offsets: dict[str, set[int]] = {}
    for file, offset in sorted(set(places)):
        if file not in offsets:
            offsets[file] = _told(archive, file)
        if offset in offsets[file]:
            continue
        try:
            read(archive, file, offset)
        except Pruned:
            continue
        except FileNotFoundError:
            yield (file, offset), f"{file} is missing"
        except (ValueError, OSError) as error:
            yield (file, offset), str(error)


def _told(archive: Path, warc_file: str) -> set[int]:
    """Return where responses begin, as the index says; nothing if there is none."""
    warc = archive / warc_file
    index = warc.with_name(warc.name.removesuffix(".warc.gz") + ".cdxj")
    if not warc.exists() or not index.exists():
        return set()
    try:
        with index.open(encoding="utf-8") as lines:
            return {captures.Capture.from_line(line).offset for line in lines}
    except (ValueError, KeyError, TypeError):
        return set()
