"""Lots drawn the same way on every machine and Python: an edition is the same wherever it is built."""

import random
from collections.abc import Sequence
from typing import TypeVar

Item = TypeVar("Item")


class Draw:
    """Draws from a named seed; only `Random.random`, whose sequence Python guarantees, is used.

    >>> Draw("a").between(1, 6) == Draw("a").between(1, 6)
    True
    """

    def __init__(self, seed: str) -> None:
        self._random = random.Random(seed)  # noqa: S311  # printing a newspaper, not a key

    def chance(self, probability: float) -> bool:
        """Return True with that probability."""
        return self._random.random() < probability

    def between(self, low: int, high: int) -> int:
        """Return a whole number from low to high, both included."""
        return low + int(self._random.random() * (high - low + 1))

    def pick(self, items: Sequence[Item]) -> Item:
        """Return one of the items; they must not be empty."""
        return items[int(self._random.random() * len(items))]

    def weighted(self, items: Sequence[Item], weights: Sequence[float]) -> Item:
        """Return one of the items, each as likely as its weight."""
        at = self._random.random() * sum(weights)
        for item, weight in zip(items, weights, strict=True):
            at -= weight
            if at < 0:
                return item
        return items[-1]

    def some(self, items: Sequence[Item], count: int) -> list[Item]:
        """Return `count` different items in drawn order, or all of them if there are fewer."""
        left, taken = list(items), []
        for _ in range(min(count, len(left))):
            taken.append(left.pop(int(self._random.random() * len(left))))
        return taken
