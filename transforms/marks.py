"""Finds what stands between quotation marks, curly or straight, however badly they balance."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from transforms.words import paragraphs

_MARK = re.compile(r"[“”„‟«»\"‘’']")
_DOUBLE_OPEN, _DOUBLE_CLOSE = frozenset("“„‟«"), frozenset("”»")
_CLIPPED = re.compile(
    r"[‘’'](?:em|cos|cause|til|till|tis|twas|n|bout|round|ave|im|er|\d\ds?)\b", re.IGNORECASE
)
_LOST_END = re.compile(r",(?=\s+(?:said|says|added|adds|\w+\s+(?:said|says|added|adds|told))\b)")
_STOPS = frozenset(",.!?…;:—–-")
LONGEST_RUN = 60  # paragraphs that one quotation may run on for, so that one lost mark spoils no article


class Quoted(NamedTuple):
    """One stretch between marks in one paragraph, the marks included; `continues` the one before it."""

    start: int
    end: int
    is_closed: bool
    continues: bool


def quoted(body: str, parts: Sequence[tuple[int, int]] | None = None) -> list[Quoted]:
    """Return what stands between marks, one for each paragraph it runs through; nested marks open none.

    A paragraph that opens with a mark goes on with a quotation left open before it; otherwise one left open
    ends with its paragraph, or before a lost mark's ", said". `parts` are the paragraphs, if they are known.

    >>> body = "“It’s over.\\n\\n“We’re ‘done’,” she said, of the dogs' home."
    >>> [body[q.start : q.end] for q in quoted(body)]
    ['“It’s over.', '“We’re ‘done’,”']
    """
    found: list[Quoted] = []
    is_doubled = "''" in body
    body = body.replace("''", '"\0') if is_doubled else body  # two apostrophes typed for one mark
    is_open = False
    run = 0
    for start, end in paragraphs(body) if parts is None or is_doubled else parts:
        here = _of_paragraph(body, start, end)
        goes_on = bool(is_open and here and here[0][0] == start and run < LONGEST_RUN)
        if is_open and found and not goes_on:
            found[-1] = _ended(body, found[-1])
        for nth, (begin, finish, is_closed) in enumerate(here):
            one = Quoted(begin, finish, is_closed, goes_on and nth == 0)
            found.append(one if is_closed or nth == len(here) - 1 else _ended(body, one))
        is_open = bool(here) and not here[-1][2]
        run = run + 1 if goes_on else 0
    if is_open:
        found[-1] = _ended(body, found[-1])
    return found


def _ended(body: str, last: Quoted) -> Quoted:
    """Return a quotation whose closing mark was lost, cut before words that say who spoke."""
    lost = _LOST_END.search(body, last.start, last.end)
    return last._replace(end=lost.end()) if lost and not last.continues else last


def _of_paragraph(body: str, start: int, end: int) -> list[tuple[int, int, bool]]:
    marks = [match.start() for match in _MARK.finditer(body, start, end)]
    found: list[tuple[int, int, bool]] = []
    opened: int | None = None
    is_single = False
    for nth, at in enumerate(marks):
        mark = body[at]
        if opened is None:
            if _opens(body, at, mark, start):
                opened, is_single = at, mark in "‘’'"
        elif _closes_single(body, marks, nth, end) if is_single else _closes_double(body, at, mark):
            found.append((opened, at + (2 if body[at + 1 : at + 2] == "\0" else 1), True))
            opened = None
        elif (
            not is_single and mark in _DOUBLE_OPEN and body[opened] == mark and _opens(body, at, mark, start)
        ):
            found.append((opened, at, False))  # a mark was lost: what stood before ends here
            opened = at
    if opened is not None and not (is_single and body[opened] in "’'"):
        found.append((opened, end, False))
    return [
        (begin, begin + len(body[begin:finish].rstrip()), is_closed) for begin, finish, is_closed in found
    ]


def _opens(body: str, at: int, mark: str, start: int) -> bool:
    before = body[at - 1] if at > start else " "
    after = body[at + 1 : at + 2]
    if mark in _DOUBLE_OPEN:
        return True
    if mark in _DOUBLE_CLOSE or mark == "’" or not after or after.isspace():
        return False
    is_apart = not (before.isalnum() or before in _STOPS - set("—–-"))
    return is_apart and (
        mark == '"' or (_CLIPPED.match(body, at) is None and (after.isalnum() or after in '£“"[…'))
    )


def _closes_double(body: str, at: int, mark: str) -> bool:
    if mark in _DOUBLE_CLOSE:
        return True
    before, after = body[at - 1], body[at + 1 : at + 2]
    if mark == '"':
        return not before.isspace() or not after or after.isspace()
    return mark in "“" and before in _STOPS and not after.isalnum()  # closed with the wrong mark


def _closes_single(body: str, marks: list[int], nth: int, end: int) -> bool:
    """Return whether a single mark closes and is no apostrophe: the dogs' barking, rock 'n' roll."""
    at = marks[nth]
    before, after = body[at - 1], body[at + 1 : at + 2] if at + 1 < end else ""
    if body[at] not in "’'" or after.isalnum() or before.isspace():
        return False
    if before != "s" or not after.isspace() or not body[at + 2 : at + 3].islower():
        return True
    for later in marks[nth + 1 : nth + 12]:  # a plural's apostrophe, if the quotation closes further on
        mark, near = body[later], body[later - 1]
        if mark == "‘" or (mark == "'" and near.isspace() and _CLIPPED.match(body, later) is None):
            return True
        if mark in "’'" and near in _STOPS:
            return False
    return True
