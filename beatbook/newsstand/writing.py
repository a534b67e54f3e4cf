"""Writing one story from a frame: paragraphs with their truth, and headlines that fit them."""

from collections.abc import Iterator
from dataclasses import dataclass

from .article import Paragraph
from .draw import Draw
from .frame import Frame, Line
from .setting import Setting
from .speech import prose, spoken

SHORTEST = 4  # paragraphs


@dataclass(frozen=True)
class Draft:
    """A story as written, before an outlet prints it."""

    frame: Frame
    headlines: tuple[str, ...]  # all that fit; the first is the writer's own
    standfirst: str | None
    paragraphs: tuple[Paragraph, ...]


def write(frame: Frame, setting: Setting, verbs: tuple[str, ...] = ("said",)) -> Draft:
    """Return the frame's story in that setting; `verbs` are the outlet's for a first quotation."""
    try:
        return _write(frame, setting, verbs)
    except (KeyError, ValueError) as error:
        raise ValueError(f"frame {frame.name!r} of prose/{frame.desk}.toml: {error}") from error


def _write(frame: Frame, setting: Setting, verbs: tuple[str, ...]) -> Draft:
    paragraphs: list[Paragraph] = []
    last_speaker: str | None = None
    angle = setting.draw.pick(frame.angles) if frame.angles else ""
    lines = list(_chosen(frame, setting.draw, angle))
    if len(lines) < SHORTEST:
        lines = list(_chosen(frame, setting.draw, angle, in_full=True))
    for line in lines:
        if line.who is None:
            paragraphs.append(prose(line, setting))
            last_speaker = None
        else:
            made = spoken(line, setting, last_speaker, setting.draw.pick(verbs))
            paragraphs += [_with_topics(paragraph, line.topics) for paragraph in made]
            last_speaker = line.who
    headlines, standfirst = _display(frame, setting, angle)
    return Draft(frame, headlines, standfirst, tuple(paragraphs))


def _chosen(frame: Frame, draw: Draw, angle: str, *, in_full: bool = False) -> Iterator[Line]:
    """Yield the lines of one telling: of each slot one voice at least, of each voice one line."""
    for slot in frame.slots:
        if slot.is_optional and not in_full and not draw.chance(0.7):
            continue
        fitting = [[line for line in lines if line.fits(angle)] for lines in slot.voices]
        voices = [lines for lines in fitting if lines]
        if not voices:
            continue
        needed = draw.between(0, len(voices) - 1)
        for number, lines in enumerate(voices):
            if in_full or number == needed or draw.chance(0.7):
                yield draw.pick(lines)


def _display(frame: Frame, setting: Setting, angle: str) -> tuple[tuple[str, ...], str | None]:
    """Return headlines and standfirst, written last so that they can use what the story found."""
    setting.in_headline = True
    fitting = [line.words for line in frame.headlines if line.fits(angle)]
    headlines = tuple(setting.fill(pattern) for pattern in setting.draw.some(fitting, len(fitting)))
    setting.in_headline = False
    if not frame.standfirsts:
        return headlines, None
    return headlines, setting.fill(setting.draw.pick(frame.standfirsts))


def _with_topics(paragraph: Paragraph, topics: frozenset[str]) -> Paragraph:
    return Paragraph(
        paragraph.text,
        paragraph.topics | topics,
        paragraph.entities,
        paragraph.quotes,
        paragraph.is_block_quote,
    )
