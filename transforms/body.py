"""The article's running text among everything else that stands on its page."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from transforms import jsonld
from transforms.boilerplate import (
    is_body,
    is_boilerplate_line,
    is_never_article,
    is_social_signature,
    is_standfirst,
    is_wall_line,
)
from transforms.headline import is_about, same_headline
from transforms.markup import marks, text_of
from transforms.page import Page
from transforms.runs import Run, runs_of

GOOD_LENGTH = 60  # characters from which a run with few links is taken for running text
MOST_LINKED = 0.33
TRUSTED_SHARE = 0.35  # a name that holds this much of the running text is misread as boilerplate's
CLIMB = 1.25  # an ancestor must gain this factor of running text
NAMED_WEIGHT = 6  # text in what the page names as the body, against other text
ABOUT_WEIGHT = 3  # text that is about what the headline is about, against other text
LABEL = 40  # characters below which a line without an end stop may be a label
CAPTION = 140
MOST_STANDFIRST = 500
WALL_WITHIN = 4  # lines after the article in which its paywall speaks
_END = re.compile(r"[.!?:;…][\"'”’)\]]*$|[\"”’]$")


@dataclass(frozen=True)
class Body:
    """The article's paragraphs, and the standfirst where it stands apart from them."""

    paragraphs: tuple[str, ...]
    standfirst: str | None
    is_cut: bool = False  # a paywall follows the last paragraph


def read_body(page: Page, headline: str, authors: Sequence[str]) -> Body:
    """Return the article's paragraphs in the page's order, and its standfirst.

    A block extractor: runs are running text by their length and link density (Kohlschuetter et al., 2010);
    the element with most of it, climbed while that gains a quarter, is the article, unless the page names
    its body. A standfirst that the page marks as such or sets above the body is kept apart; a first
    paragraph that repeats the description is the lead and stays in the body.
    """
    runs = runs_of(page.root)
    trusted = _trusted(runs)
    clean = [run for run in runs if all(element in trusted for element in run.flagged)]
    container = _container(clean, headline)
    if container is None:
        return Body((), None)
    inside = set(container.iter())
    kept = _article_runs([run for run in clean if run.owner in inside], headline, authors)
    told = _descriptions(page)
    cut = _is_cut(runs, kept)
    if len(kept) > 1 and _is_bold(kept[0].owner) and kept[0].text.lower() in told:
        return Body(tuple(run.text for run in kept[1:]), kept[0].text, cut)
    return Body(tuple(run.text for run in kept), _standfirst(runs, kept, told), cut)


def _is_cut(runs: Sequence[Run], kept: Sequence[Run]) -> bool:
    """Return whether one of the next lines after the article asks to pay or register to read on."""
    after = runs.index(kept[-1]) + 1 if kept else 0
    return any(is_wall_line(run.text) for run in runs[after : after + WALL_WITHIN])


def _is_running(run: Run) -> bool:
    return len(run.text) >= GOOD_LENGTH and run.link_density <= MOST_LINKED and not run.is_heading


def _trusted(runs: Sequence[Run]) -> set[etree._Element]:
    """Return the elements named like boilerplate of which the name must be misread: they hold too much.

    Text is counted by name, since a body may come in many pieces of one name.
    """
    running = [run for run in runs if _is_running(run)]
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
        if mass[name] >= TRUSTED_SHARE * total and not is_never_article(marks(element))
    }


def _container(runs: Sequence[Run], headline: str) -> etree._Element | None:
    """Return the element that holds the article, or None where there is no text.

    Text that takes up the headline's words counts thrice: walls of cookie text and comments do not.
    """
    direct: dict[etree._Element, int] = {}  # running text of an element's own blocks
    below: dict[etree._Element, int] = {}  # all its running text
    texts: dict[etree._Element, list[str]] = {}
    bodies: dict[etree._Element, etree._Element] = {}  # the outermost named body around an element
    for run in [run for run in runs if _is_running(run)] or [run for run in runs if run.tag == "p"]:
        parent = run.owner.getparent()
        home = run.owner if parent is None else parent
        for above in (home, *home.iterancestors()):
            below[above] = below.get(above, 0) + len(run.text)
            if _is_named_body(above):
                bodies[home] = above
        texts.setdefault(home, []).append(run.text)
        direct[home] = direct.get(home, 0) + len(run.text) * (NAMED_WEIGHT if home in bodies else 1)
    if not direct:
        return None
    for home, text in texts.items():
        direct[home] *= ABOUT_WEIGHT if is_about(" ".join(text), headline) else 1
    best = max(direct, key=lambda element: direct[element])
    return _joined(bodies[best], bodies.values()) if best in bodies else _climbed(best, below)


def _is_named_body(element: etree._Element) -> bool:
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


def _climbed(best: etree._Element, below: Mapping[etree._Element, int]) -> etree._Element:
    for ancestor in best.iterancestors():
        if ancestor.tag not in ("body", "html") and below[ancestor] >= CLIMB * below[best]:
            best = ancestor
    return best


def _article_runs(runs: Sequence[Run], headline: str, authors: Sequence[str]) -> list[Run]:
    """Return the runs of the container that are the article's."""
    in_paragraphs = sum(len(run.text) for run in runs if run.tag in ("p", "li", "blockquote"))
    is_marked_up = in_paragraphs >= 0.7 * sum(len(run.text) for run in runs)
    embeds = {quote for run in runs if is_social_signature(run.text) and (quote := _quote(run)) is not None}
    kept: list[Run] = []
    seen: set[str] = set()
    for run in runs:
        if _is_boilerplate(run, headline) or (is_marked_up and _is_label(run)) or run.text in seen:
            continue
        if (embeds and _quote(run) in embeds) or (not kept and _is_byline(run.text, authors)):
            continue
        if len(run.text) > LABEL:
            seen.add(run.text)  # pull quotes and repeated teasers
        kept.append(run)
    return _trimmed(kept, authors)


def _quote(run: Run) -> etree._Element | None:
    """Return the block quote that the run stands in."""
    if run.tag == "blockquote":
        return run.owner
    return next(run.owner.iterancestors("blockquote"), None)


def _is_byline(text: str, authors: Sequence[str]) -> bool:
    """Return whether a line above the article only says who wrote it."""
    rest = text
    for name in authors:
        rest = rest.replace(name, "")
    return rest != text and len(rest) <= LABEL


def _is_boilerplate(run: Run, headline: str) -> bool:
    text = run.text
    if run.tag == "h1" or is_boilerplate_line(text) or is_standfirst(marks(run.owner)):
        return True
    if run.link_density > 0.8 and len(text) < 200:
        return True
    if len(text) < 2 * LABEL and any(2 * len(text_of(time)) >= len(text) for time in run.owner.iter("time")):
        return True
    return 15 < len(text) < 200 and same_headline(text, headline)


def _is_label(run: Run) -> bool:
    """Return whether a line outside paragraphs, on a page that has paragraphs, is a caption or a label."""
    if run.is_heading or run.tag in ("p", "li", "blockquote", "dd", "dt", "pre", "tr"):
        return False
    return len(run.text) < CAPTION and not _END.search(run.text)


def _trimmed(runs: Sequence[Run], authors: Sequence[str]) -> list[Run]:
    """Return the runs without what trails after the last paragraph: headings, labels, the authors' bios."""
    kept = list(runs)
    while kept and (
        kept[-1].is_heading
        or _is_trailing_label(kept[-1])
        or (len(kept) > 1 and _is_bio(kept[-1].text, authors))
    ):
        kept.pop()
    return kept


def _is_trailing_label(run: Run) -> bool:
    return run.tag not in ("li", "blockquote") and len(run.text) < LABEL and not _END.search(run.text)


def _is_bio(text: str, authors: Sequence[str]) -> bool:
    return len(text) < 600 and any(
        re.match(rf"{re.escape(name)},? (?:is|was|are|has|writes|covers)\b", text) for name in authors
    )


def _descriptions(page: Page) -> frozenset[str]:
    """Return what the page gives as its description, in lower case."""
    given = (
        jsonld.text(page.article.get("description")),
        page.first("og:description"),
        page.first("description"),
    )
    return frozenset(text.lower() for text in given if text)


def _is_bold(element: etree._Element) -> bool:
    """Return whether all of the element's text stands in one bold child."""
    if len(element) != 1 or element[0].tag not in ("b", "strong"):
        return False
    return not (element.text or "").strip() and not (element[0].tail or "").strip()


def _standfirst(runs: Sequence[Run], kept: Sequence[Run], told: Collection[str]) -> str | None:
    """Return the text between headline and body that is marked as the standfirst or given as description."""
    if not kept:
        return None
    above = list(runs[: runs.index(kept[0])])
    titles = [place for place, run in enumerate(above) if run.tag == "h1"]
    for run in above[titles[-1] + 1 :] if titles else [run for run in above if not run.flagged]:
        marked = is_standfirst(marks(run.owner)) and 20 < len(run.text) <= MOST_STANDFIRST
        if (marked and run.link_density < 0.5) or run.text.lower() in told:
            return run.text
    return None
