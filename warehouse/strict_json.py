"""Writes JSON that every reader takes: a number that JSON has no word for, as NaN, is null."""

import json
import math
from collections.abc import Callable
from typing import Any


def dumps(value: Any, default: Callable[[Any], Any], indent: int | None = None) -> str:
    """Return a value as JSON; `default` says what else to write for what JSON has no form for.

    >>> dumps([{"share": float("nan"), "of": [float("inf"), 0.5]}], str)
    '[{"share": null, "of": [null, 0.5]}]'
    """
    try:
        return json.dumps(value, ensure_ascii=False, indent=indent, default=default, allow_nan=False)
    except ValueError:
        return json.dumps(_finite(value), ensure_ascii=False, indent=indent, default=default)


def _finite(value: Any) -> Any:
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {name: _finite(each) for name, each in value.items()}
    return [_finite(each) for each in value] if isinstance(value, list) else value
