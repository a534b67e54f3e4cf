"""Captions that nothing names: told by the picture that they stand with."""

from collections.abc import Sequence
from itertools import islice

from lxml import etree

from transforms.markup import is_all_in
from transforms.runs import Run

CAPTION = 140  # characters below which a line without an end stop may be one
MOST_SAID = 250  # characters of one in sentences
FEWEST = 3  # runs of a body that may have captions: a shorter one is a brief beside its picture
MOST_RUNS = 1000
HIGHEST = 64  # levels; hostile pages nest by the thousand
MOST_CAPTIONED = 0.35  # share of the text from which pictures and text only stand in the same boxes
_PICTURES = ("img", "picture", "amp-img", "source")
_NEVER = frozenset({"li", "blockquote", "dd", "dt", "pre", "tr", "h1", "h2", "h3", "h4", "h5", "h6"})


def captions(runs: Sequence[Run], container: etree._Element) -> set[Run]:
    """Return the runs that are captions: alone in a box with a picture, or set as one right below it."""
    if not FEWEST <= len(runs) <= MOST_RUNS or next(container.iter(*_PICTURES), None) is None:
        return set()
    above = [(run.owner, *islice(run.owner.iterancestors(), HIGHEST)) for run in runs]
    found = set()
    for nth, run in enumerate(runs):
        if run.tag in _NEVER or len(run.text) > MOST_SAID:
            continue
        others = {each for near in above[max(0, nth - 1) : nth] + above[nth + 1 : nth + 2] for each in near}
        own = [each for each in above[nth] if each not in others]
        if own and _is_caption(run, own[-1]):
            found.add(run)
    length = sum(len(run.text) for run in runs)
    return found if sum(len(run.text) for run in found) <= MOST_CAPTIONED * length else set()


def _is_caption(run: Run, box: etree._Element) -> bool:
    """Return whether the run, alone in its box, is its picture's caption."""
    is_open = len(run.text) < CAPTION and not run.is_ended
    if next(box.iter(*_PICTURES), None) is not None:
        return is_open or (box is not run.owner and next(run.owner.iter(*_PICTURES), None) is None)
    before = box.getprevious()
    if before is None or next(before.iter(*_PICTURES), None) is None or _has_text(before):
        return False
    if is_all_in(run.owner, "em", "i", "small"):
        return True
    is_crosshead = run.text.isupper() or run.text.count(" ") < 3 or is_all_in(run.owner, "b", "strong")
    return is_open and not is_crosshead


def _has_text(element: etree._Element) -> bool:
    return any(not str(part).isspace() for part in element.itertext())
