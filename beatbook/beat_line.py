"""Says in one line whether an article is on the beat, and which of its words say so."""

from collections.abc import Mapping, Sequence
from typing import Any

SHOWN = 3  # reasons


def beat_line(score: float, is_on_beat: bool, reasons: Sequence[Mapping[str, Any]]) -> str:
    """Return the line; a reason that speaks against its side is left out.

    >>> beat_line(0.8, True, [{"text": "stabbed", "rule": "on-the-beat/crime", "weight": 3.2}])
    'On the beat (0.80): “stabbed” crime'
    >>> beat_line(0.0, False, [])
    'Off the beat (0.00)'
    """
    side = "On" if is_on_beat else "Off"
    told = [
        f"{_quoted(' '.join(reason['text'].split()))}{reason['rule'].partition('/')[2]}"
        for reason in reasons
        if (reason["weight"] > 0) is is_on_beat
    ]
    return f"{side} the beat ({score:.2f})" + (": " + ", ".join(told[:SHOWN]) if told else "")


def _quoted(words: str) -> str:
    return f"“{_short(words)}” " if words else ""  # none: the time of the text is over


def _short(text: str, width: int = 40) -> str:
    return text if len(text) <= width else f"{text[: width // 2 - 1]} … {text[-width // 2 + 1 :]}"
