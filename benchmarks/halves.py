"""Halves the sets that are measured: what is mended from on one side, what nobody reads on the other."""

import hashlib


def side(key: str) -> int:
    """Return 0 or 1 by the SHA-256 of a key: the same on every machine, whatever else is in the set.

    >>> side("bench-on-the-green")
    1
    """
    return hashlib.sha256(key.encode()).digest()[-1] % 2
