"""The article's running text among everything else that stands on its page."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from lxml import etree

from transforms import jsonld
from transforms.boilerplate import (
    is_boilerplate_line,
    is_social_signature,
    is_standfirst,
    is_wall_line,
)
from transforms.boxes import pull_quotes, without_boxes, without_teasers
from transforms.captions import CAPTION, captions
from transforms.container import container_of, is_named_body, is_text, misnamed
from transforms.furniture import is_furniture
from transforms.headline import same_headline
from transforms.markup import is_all_in, marks, text_of
from transforms.page import Page
from transforms.runs import Run, runs_of
from transforms.selecting import Selectors, selected

NEXT_TO_NOTHING = 100  # characters; shorter than a brief of two sentences
LABEL = 40  # characters below which a line without an end stop may be a label
MOST_STANDFIRST = 500
MOST_LEADS = 5  # runs above the byline
WALL_WITHIN = 4  # lines after the article in which its paywall speaks


@dataclass(frozen=True)
class Body:
    """The article's paragraphs, and the standfirst where it stands apart from them."""

    paragraphs: tuple[str, ...]
    standfirst: str | None
    is_cut: bool = False  # a paywall follows the last paragraph
    is_named: bool = False  # it stands in what the page names as the article's body


def selected_body(
    page: Page, headline: str, authors: Sequence[str], selectors: Selectors | None
) -> Body | None:
    """Return what the outlet's selectors find, or None where that is nothing or next to nothing."""
    inside = {each for found in selected(page.root, selectors) for each in found.iter()} if selectors else ()
    if not inside:
        return None
    runs = runs_of(page.root)
    kept = _article_runs([run for run in runs if run.owner in inside], headline, authors)
    if sum(len(run.text) for run in kept) < NEXT_TO_NOTHING:
        return None
    standfirst = _standfirst(runs, kept, _descriptions(page))
    return Body(tuple(run.text for run in kept), standfirst, _is_cut(runs, kept), is_named=True)


def read_body(page: Page, headline: str, authors: Sequence[str]) -> Body:
    """Return the article's paragraphs in the page's order, and its standfirst.

    A block extractor: runs are running text by their length and link density (Kohlschuetter et al., 2010);
    the element with most of it, climbed while that gains a quarter, is the article, unless the page names
    its body. A standfirst that the page marks as such or sets above the body is kept apart; a first
    paragraph that repeats the description is the lead and stays in the body.
    """
    runs = runs_of(page.root)
    below = _below_headline(runs, headline)
    trusted = misnamed(below)
    clean = without_teasers([run for run in below if all(element in trusted for element in run.flagged)])
    container = container_of(clean, headline)
    if container is None:
        return Body((), None)
    inside = set(container.iter())
    within = without_boxes([run for run in clean if run.owner in inside], container, headline)
    pictured = captions(within, container)
    within = [run for run in within if run not in pictured]
    pulled = pull_quotes(within)
    kept = _article_runs([run for run in within if run not in pulled], headline, authors)
    told = _descriptions(page)
    cut, named = _is_cut(runs, kept), is_named_body(container)
    if lead := _lead(runs, kept, authors, told):
        above = " ".join(run.text for run in kept[:lead])
        return Body(tuple(run.text for run in kept[lead:]), above, cut, named)
    return Body(tuple(run.text for run in kept), _standfirst(runs, kept, told), cut, named)


def _below_headline(runs: Sequence[Run], headline: str) -> Sequence[Run]:
    """Return the runs below the h1 that is the headline, or all where less than half of the text is there."""
    for place, run in enumerate(runs):
        if run.tag == "h1" and same_headline(run.text, headline):
            after = runs[place + 1 :]
            length = sum(len(one.text) for one in after if is_text(one))
            if 2 * length >= sum(len(one.text) for one in runs if is_text(one)):
                return _before_next(after, run)
    return runs


def _before_next(runs: Sequence[Run], title: Run) -> Sequence[Run]:
    """Return the runs up to the next article, where a page goes on with another in an element of its own."""
    own = next(title.owner.iterancestors("article"), None)
    if own is None:
        return runs
    for place, run in enumerate(runs):
        if run.tag == "h1" and run.link_density < 0.5:
            other = next(run.owner.iterancestors("article"), own)
            if other is not own and own not in other.iterancestors():
                return runs[:place]
    return runs


def _is_cut(runs: Sequence[Run], kept: Sequence[Run]) -> bool:
    """Return whether one of the next lines after the article asks to pay or register to read on."""
    after = runs.index(kept[-1]) + 1 if kept else 0
    return any(is_wall_line(run.text) for run in runs[after : after + WALL_WITHIN])


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
        if not kept and _is_leading_label(run):
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
    rest = text.casefold()
    for name in authors:
        rest = rest.replace(name.casefold(), "")
    return rest != text.casefold() and len(rest) <= LABEL


def _is_boilerplate(run: Run, headline: str) -> bool:
    text = run.text
    if is_boilerplate_line(text) or is_furniture(text) or _is_standfirst(run):
        return True
    if _is_link(run) or _is_time(run) or not any(map(str.isalnum, text)):
        return True
    return 15 < len(text) < 200 and same_headline(text, headline)


def _is_link(run: Run) -> bool:
    """Return whether a line is a link, at most with a label and a colon before it."""
    if len(run.text) >= 200:
        return False
    unlinked = len(run.text) - run.linked
    return run.link_density > 0.8 or unlinked - 3 <= run.text.find(":", 0, LABEL) <= unlinked < run.linked


def _is_time(run: Run) -> bool:
    """Return whether a line is a time and little else."""
    if len(run.text) >= 2 * LABEL:
        return False
    return any(2 * len(text_of(time)) >= len(run.text) for time in run.owner.iter("time"))


def _is_label(run: Run) -> bool:
    """Return whether a line outside paragraphs, on a page that has paragraphs, is a caption or a label."""
    if run.is_heading or run.tag in ("p", "li", "blockquote", "dd", "dt", "pre", "tr"):
        return False
    return len(run.text) < CAPTION and not run.is_ended


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


def _is_leading_label(run: Run) -> bool:
    """Return whether a line before the first paragraph is a place, a count or a player's title."""
    return (
        run.tag not in ("li", "blockquote", "dd", "dt", "pre", "tr")
        and not run.is_heading
        and len(run.text) < LABEL
        and not (run.is_ended or run.text.endswith((",", "-", "–", "—")))
    )


def _is_trailing_label(run: Run) -> bool:
    return run.tag not in ("li", "blockquote") and len(run.text) < LABEL and not run.is_ended


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


def _is_standfirst(run: Run) -> bool:
    """Return whether the page marks a run as the standfirst, itself or in a box of no more than that."""
    if is_standfirst(marks(run.owner)):
        return True
    around = run.owner.getparent() if len(run.text) <= MOST_STANDFIRST else None
    return around is not None and is_standfirst(marks(around)) and len(text_of(around)) <= MOST_STANDFIRST


def _lead(runs: Sequence[Run], kept: Sequence[Run], authors: Sequence[str], told: Collection[str]) -> int:
    """Return how many of the first runs are the standfirst.

    It is the description set in bold, a long heading, or what stands above the byline in a box of its own.
    """
    if len(kept) < 2 or len(kept[0].text) > MOST_STANDFIRST:
        return 0
    first, second = kept[0], kept[1]
    if is_all_in(first.owner, "b", "strong") and first.text.lower() in told:
        return 1
    if first.is_heading and len(first.text) > LABEL and not second.is_heading:
        return 1
    for nth in range(min(MOST_LEADS, len(kept) - 1), 0, -1):
        before, after = kept[nth - 1], kept[nth]
        if before.owner.getparent() is after.owner.getparent():
            continue
        between = runs[runs.index(before) + 1 : runs.index(after)]
        if any(_is_byline(run.text, authors) or (nth == 1 and _is_time(run)) for run in between):
            return nth if sum(len(run.text) for run in kept[:nth]) <= MOST_STANDFIRST else 0
    return 0


def _standfirst(runs: Sequence[Run], kept: Sequence[Run], told: Collection[str]) -> str | None:
    """Return the text between headline and body that is marked as the standfirst or given as description."""
    if not kept:
        return None
    above = list(runs[: runs.index(kept[0])])
    titles = [place for place, run in enumerate(above) if run.tag == "h1"]
    for run in above[titles[-1] + 1 :] if titles else [run for run in above if not run.flagged]:
        marked = 20 < len(run.text) <= MOST_STANDFIRST and _is_standfirst(run)
        if (marked and run.link_density < 0.5) or run.text.lower() in told:
            return run.text
    for run in above[titles[-1] + 1 :] if titles else ():
        if run.tag in ("p", "h2") and not run.flagged and is_text(run) and not is_boilerplate_line(run.text):
            return run.text if len(run.text) <= MOST_STANDFIRST else None
    return None
