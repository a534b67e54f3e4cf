"""Reads the made-up British articles whose speakers and roles are known, from the marks in their text."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).parent / "truths" / "voices.toml"
_MARK = re.compile(r"<(\d+)\||>|\{(\d+)\||\}")
DEMO_ROLES = {  # the demo edition's words for roles, in ours
    "police": "police_force", "federation": "police_federation", "pcc": "pcc_or_mayor",
    "government": "government",
    "opposition": "opposition", "council": "council", "oversight": "oversight",
    "court": "prosecutor_or_court",
    "lawyer": "lawyer", "family": "family", "witness": "victim_or_witness", "resident": "resident",
    "campaigner": "campaigner", "charity": "charity", "academic": "academic", "business": "business",
    "police-source": "unnamed_police_source", "other": "other",
}  # fmt: skip


@dataclass(frozen=True)
class TrueVoice:
    """One quotation as it should be found; `speaker` is None where its sentence names nobody."""

    start: int
    end: int
    speaker: tuple[int, int] | None
    name: str
    role: str
    is_role_judged: bool


@dataclass(frozen=True)
class British:
    """One article and its quotations."""

    article_id: str
    body: str
    voices: tuple[TrueVoice, ...]


def articles() -> list[British]:
    """Return the articles in the order of their file."""
    listed = tomllib.loads(FILE.read_text(encoding="utf-8"))["articles"]
    return [_article(one["id"], one["text"].strip(), one["voices"], one.get("no_role", [])) for one in listed]


def _article(article_id: str, written: str, voices: list[str], no_role: list[int]) -> British:
    body, said, speakers = _unmarked(written)
    true = []
    for number, voice in enumerate(voices, 1):
        name, _, role = voice.rpartition(": ")
        true.append(TrueVoice(*said[number], speakers.get(number), name, role, number not in no_role))
    return British(article_id, body, tuple(true))


def _unmarked(written: str) -> tuple[str, dict[int, tuple[int, int]], dict[int, tuple[int, int]]]:
    """Return the text without its marks, and what they marked by number: quotations, and speakers."""
    body, at = "", 0
    opened: list[tuple[bool, int, int]] = []
    said: dict[int, tuple[int, int]] = {}
    speakers: dict[int, tuple[int, int]] = {}
    for mark in _MARK.finditer(written):
        body += written[at : mark.start()]
        at = mark.end()
        if mark[1] or mark[2]:
            opened.append((mark[1] is not None, int(mark[1] or mark[2]), len(body)))
        else:
            is_said, number, start = opened.pop()
            (said if is_said else speakers)[number] = (start, len(body))
    return body + written[at:], said, speakers
