"""Boxes inside an article that no name tells: known by their headings, their links or their forms."""

from collections.abc import Iterator, Sequence
from itertools import islice

from lxml import etree

from transforms.boilerplate import is_boilerplate_line, is_closing_heading, is_summary_heading
from transforms.container import GOOD_LENGTH
from transforms.headline import taken_up
from transforms.markup import text_of
from transforms.runs import INLINE, Run

MOST_BOXED = 0.35  # share of the text from which a box is the article itself
MOST_ASKED = 600  # characters of a box round a field for an email address
MOST_TEASED = 300
HIGHEST = 2  # long runs before a summary that stands above the article
LEAST_PULLED = 40
MOST_RUNS = 500  # of an article; a page of more is not searched for what it repeats
MOST_FIELDS = 8
HIGHEST_BOX = 10  # levels
_MARKS = " \"'“”‘’.…,"
LABEL = 40  # characters of what may stand before a list as its title


def without_teasers(runs: Sequence[Run]) -> list[Run]:
    """Return the runs without cards of other stories: boxes of a heading that is a link, and a line below it.

    A round-up, which is made of them, is left whole.
    """
    cards: set[int] = set()
    for nth, run in enumerate(runs[:-1]):
        if run.is_heading and run.link_density > 0.8 and len(runs[nth + 1].text) <= MOST_TEASED:
            box = next(each for each in run.owner.iterancestors() if each.tag not in INLINE)
            inside = [_is_in(later, box) for later in runs[nth + 1 : nth + 4]]
            if inside[0] and (len(inside) < 3 or not inside[2]):
                cards.update((nth, nth + 1))
    return _fewer(runs, cards)


def without_boxes(runs: Sequence[Run], container: etree._Element, headline: str) -> list[Run]:
    """Return the runs of the container without what stands in boxes.

    That is: what stands with a heading like "Most read"; lists titled as a summary or as links; a field for
    an email address and what is said round it; all that follows a heading after which no article goes on.
    """
    headed = {
        box
        for nth, run in enumerate(runs)
        if run.is_heading and (is_boilerplate_line(run.text) or _sums_up(runs, nth, boxed=True))
        if (box := run.owner.getparent()) is not None and box is not container
    }
    kept = _fewer(runs, set(_within(runs, headed)), headline)
    for box in _asking(container):
        kept = _fewer(kept, set(_within(kept, {box})))
    kept = _fewer(kept, set(_listed(kept)), headline)
    ends = [
        nth
        for nth, run in enumerate(kept)
        if nth and _is_title(run) and run.text[-1] != ":" and is_closing_heading(run.text)
    ]
    return _fewer(kept, set(range(ends[0], len(kept)))) if ends else kept


def pull_quotes(runs: Sequence[Run]) -> set[Run]:
    """Return the quotations that only repeat words of a longer run, and lines right below that say whose."""
    texts = [run.text for run in runs[:MOST_RUNS]]
    whole = "\n".join(texts)
    found: set[Run] = set()
    for nth, run in enumerate(runs[:MOST_RUNS]):
        said = run.text.strip(_MARKS)
        if not LEAST_PULLED <= len(said) <= MOST_TEASED or whole.count(said) < 2:
            continue
        if _is_quotation(run) and any(said in text for text in texts if len(text) > len(run.text)):
            found.add(run)
            below = texts[nth + 1] if nth + 1 < len(texts) else ""
            if below.startswith(("—", "–")) and len(below) <= 2 * LABEL:
                found.add(runs[nth + 1])
    return found


def _is_quotation(run: Run) -> bool:
    if run.is_heading or run.tag == "li":
        return False
    return (
        run.tag != "p"
        or run.text[0] in _MARKS
        or next(run.owner.iterancestors("blockquote"), None) is not None
    )


def _fewer(runs: Sequence[Run], dropped: set[int], headline: str = "") -> list[Run]:
    """Return the runs without those at these places, or all where they hold too much to be a box.

    They may outgrow a brief that alone is about what the headline is about.
    """
    if not dropped:
        return list(runs)
    kept = [run for nth, run in enumerate(runs) if nth not in dropped]
    within = [runs[nth] for nth in sorted(dropped)]
    if sum(len(run.text) for run in within) < MOST_BOXED * sum(len(run.text) for run in runs):
        return kept
    is_brief = taken_up(_joined(kept), headline) > 2 * taken_up(_joined(within), headline)
    return kept if is_brief else list(runs)


def _joined(runs: Sequence[Run]) -> str:
    return " ".join(run.text for run in runs)


def _sums_up(runs: Sequence[Run], nth: int, *, boxed: bool = False) -> bool:
    """Return whether a line is the title of a summary above the article, or of a list in a box anywhere."""
    if not is_summary_heading(runs[nth].text):
        return False
    if boxed and nth + 1 < len(runs) and runs[nth + 1].tag == "li":
        return True
    return sum(len(run.text) >= GOOD_LENGTH for run in runs[:nth]) <= HIGHEST


def _is_in(run: Run, box: etree._Element) -> bool:
    return any(each is box for each in run.owner.iterancestors())


def _within(runs: Sequence[Run], boxes: set[etree._Element]) -> Iterator[int]:
    if boxes:
        for nth, run in enumerate(runs):
            if any(above in boxes for above in (run.owner, *run.owner.iterancestors())):
                yield nth


def _asking(container: etree._Element) -> set[etree._Element]:
    """Return the boxes round fields for an email address, each as large as it may be."""
    boxes: set[etree._Element] = set()
    large: set[etree._Element] = {container}
    fields = (each for each in container.iter("input") if _asks(each))
    for field in islice(fields, MOST_FIELDS):
        box = field
        for around in islice(field.iterancestors(), HIGHEST_BOX):
            if around in large or around.tag == "p" or len(text_of(around)) > MOST_ASKED:
                large.add(around)
                break
            box = around
        boxes.add(box)
    return boxes


def _asks(field: etree._Element) -> bool:
    return field.get("type") == "email" or "email" in (field.get("name") or "").lower()


def _listed(runs: Sequence[Run]) -> Iterator[int]:
    """Yield the places of titles of summaries and links, and of the lists below them."""
    for nth, run in enumerate(runs[:-1]):
        if runs[nth + 1].tag == "li" and run.tag != "li" and _is_title(run):
            if not (_sums_up(runs, nth) or is_boilerplate_line(run.text)):
                continue
            around = _list_of(runs[nth + 1])
            yield nth
            for place in range(nth + 1, len(runs)):
                if runs[place].tag != "li" or _list_of(runs[place]) is not around:
                    break
                yield place


def _list_of(run: Run) -> etree._Element | None:
    return run.owner.getparent()


def _is_title(run: Run) -> bool:
    return run.is_heading or len(run.text) <= LABEL
