"""Writes what a page shows as classic scripts, because a page opened from a file may read nothing else."""

import json
import re
from typing import Any

from beatbook.printable import json_safe

_NAME = re.compile(r"[a-z0-9][a-z0-9/_-]{0,120}")


def script(name: str, content: Any) -> str:
    r"""Return a script that puts the content under its name; nothing in it can end the script.

    >>> script("book", {"title": "</script>"})
    '(window.beatbook = window.beatbook || {})["book"] = {"title":"\\u003c/script>"};\n'
    """
    written = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    safe = (
        json_safe(written).replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    )
    return f"(window.beatbook = window.beatbook || {{}})[{json.dumps(checked(name))}] = {safe};\n"


def checked(name: str) -> str:
    """Return the name of a shard; raises ValueError for one that would be no harmless file name."""
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} is no name for a shard: slugs are of a-z, 0-9 and -")
    return name


def place(key: str, shards: int) -> int:
    """Return in which of so many shards a key lies (FNV-1a, 32 bits; the pages count the same way).

    >>> place("a1", 7)
    2
    """
    number = 2166136261
    for byte in key.encode():
        number = ((number ^ byte) * 16777619) & 0xFFFFFFFF
    return number % shards


def parted(items: dict[str, Any], each: int) -> list[dict[str, Any]]:
    """Return the items dealt out to shards of about `each` items, by the place of their keys."""
    dealt: list[dict[str, Any]] = [{} for _ in range(max(1, -(-len(items) // each)))]
    for key, item in items.items():
        dealt[place(key, len(dealt))][key] = item
    return dealt
