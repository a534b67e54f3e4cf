"""Where on a page the article stands: the element that holds it, told by its text, its links and its name."""

import re
from collections.abc import Iterable, Mapping, Sequence

from lxml import etree

from transforms.boilerplate import is_body, is_never_article
from transforms.headline import is_about
from transforms.markup import marks
from transforms.runs import Run

GOOD_LENGTH = 60  # characters from which a run with few links is taken for running text
MOST_LINKED = 0.33
TRUSTED_SHARE = 0.35  # a name that holds this much of the running text is misread as boilerplate's
MUCH = 600  # characters; a name that holds less is believed unless nothing stands elsewhere
CLIMB = 1.25  # an ancestor must gain this factor of running text
NAMED_WEIGHT = 6  # text in what the page names as the body, against other text
ABOUT_WEIGHT = 3  # text that is about what the headline is about, against other text
_END = re.compile(r"[.!?:;…][\"'”’)\]]*$|[\"”’]$")


def is_text(run: Run) -> bool:
    """Return whether a run is running text: long, or a sentence in a paragraph, and not mostly links."""
    if run.link_density > MOST_LINKED or run.is_heading:
        return False
    return len(run.text) >= GOOD_LENGTH or is_sentence(run.text)


def is_sentence(text: str) -> bool:
    """Return whether a text of some words ends as sentences do.

    >>> is_sentence("Nobody was hurt."), is_sentence("Most read")
    (True, False)
    """
    return text.count(" ") >= 2 and bool(_END.search(text))


def misnamed(runs: Sequence[Run]) -> set[etree._Element]:
    """Return the elements named like boilerplate of which the name must be misread: they hold too much.

    Text is counted by name, since a body may come in many pieces of one name.
    """
    running = [run for run in runs if is_text(run)]
    total = sum(len(run.text) for run in running if not any(is_never_article(marks(e)) for e in run.flagged))
    mass: dict[str, int] = {}
    named: dict[etree._Element, str] = {}
    for run in running:
        named.update((element, f"{element.tag} {marks(element)}") for element in run.flagged)
        for name in {named[element] for element in run.flagged}:
            mass[name] = mass.get(name, 0) + len(run.text)
    return {
        element
        for element, name in named.items()
        if (is_named_body(element) or mass[name] >= (TRUSTED_SHARE * total if mass[name] >= MUCH else total))
        and not is_never_article(marks(element))
    }


def container_of(runs: Sequence[Run], headline: str) -> etree._Element | None:
    """Return the element that holds the article, or None where there is no text.

    Text that takes up the headline's words counts thrice: walls of cookie text and comments do not.
    """
    direct: dict[etree._Element, int] = {}  # running text of an element's own blocks
    below: dict[etree._Element, int] = {}  # all its running text
    named: set[etree._Element] = set()
    texts: dict[etree._Element, list[str]] = {}
    bodies: dict[etree._Element, etree._Element] = {}  # the outermost named body around an element
    for run in [run for run in runs if is_text(run)] or [run for run in runs if run.tag == "p"]:
        parent = run.owner.getparent()
        home = run.owner if parent is None else parent
        for above in (home, *home.iterancestors()):
            if above not in below:
                below[above] = 0
                if is_named_body(above):
                    named.add(above)
            below[above] += len(run.text)
            if above in named:
                bodies[home] = above
        texts.setdefault(home, []).append(run.text)
        direct[home] = direct.get(home, 0) + len(run.text) * (NAMED_WEIGHT if home in bodies else 1)
    if not direct:
        return None
    most = max(direct.values())
    for home, text in texts.items():
        if direct[home] * ABOUT_WEIGHT >= most and is_about(" ".join(text), headline):
            direct[home] *= ABOUT_WEIGHT
    best = max(direct, key=lambda element: direct[element])
    return _joined(bodies[best], bodies.values()) if best in bodies else _climbed(best, below)


def is_named_body(element: etree._Element) -> bool:
    """Return whether the page names the element as the article's body."""
    return element.tag not in ("body", "html") and (
        element.get("itemprop") == "articleBody" or is_body(marks(element))
    )


def _joined(body: etree._Element, bodies: Iterable[etree._Element]) -> etree._Element:
    """Return the element around all parts of a body that comes in several elements of one name."""
    parts = {other for other in bodies if other.tag == body.tag and marks(other) == marks(body)}
    for around in (body, *body.iterancestors()):
        parts -= {part for part in parts if part is around or around in part.iterancestors()}
        if not parts:
            return around
    return body


def _has_twin(piece: etree._Element, below: Mapping[etree._Element, int]) -> bool:
    """Return whether one of the same tag and name beside it holds running text, and is no other article."""
    name = marks(piece)
    return bool(name) and any(
        other.tag == piece.tag and marks(other) == name and next(other.iter("h1"), None) is None
        for other in (*piece.itersiblings(), *piece.itersiblings(preceding=True))
        if other in below
    )


def _climbed(best: etree._Element, below: Mapping[etree._Element, int]) -> etree._Element:
    """Return the element, or the one above it that gains enough or holds further pieces of the same name."""
    around = best.getparent()
    if around is not None and around.tag not in ("body", "html") and _has_twin(best, below):
        best = around
    for ancestor in best.iterancestors():
        if ancestor.tag not in ("body", "html") and below[ancestor] >= CLIMB * below[best]:
            best = ancestor
    return best
