"""Putting words in people's mouths the ways newspapers do, and remembering who said which."""

import re

from .article import Paragraph, Quote
from .frame import Line
from .setting import Setting

SENTENCE_END = re.compile(r"(?<=[.!?]) (?=[A-Z£‘])")
IN_COURT = ("court", "lawyer")
PARTIAL = re.compile(r"«(\w+): ([^»]*)»")


def spoken(line: Line, setting: Setting, last_speaker: str | None, verb: str) -> list[Paragraph]:
    """Return the paragraphs a line of speech makes: one, or several for a long quotation.

    `verb` is the outlet's own at first mention: `said`, or `told The Comet` now and then.
    """
    assert line.who is not None  # noqa: S101  # a line of speech has a speaker
    if setting.person(line.who).role in IN_COURT:
        verb = "said"  # to the court, not to the paper
    is_first = line.who not in setting.introduced
    is_same = line.who == last_speaker
    if line.form == "indirect":
        return [_reported(line, setting, is_first)]
    if line.form == "block":
        return _block(line, setting)
    parts = [setting.finish(setting.raw(part.strip())) for part in line.words.split(" // ")]
    if len(parts) > 1:
        return _long(line.who, parts, setting, verb)
    return [_attributed(line.who, parts[0], setting, verb, is_first=is_first, is_same=is_same)]


def _attributed(
    who: str, words: str, setting: Setting, verb: str, *, is_first: bool, is_same: bool
) -> Paragraph:
    speaker = _speaker(who, setting, is_same=is_same)
    sentences = SENTENCE_END.split(words)
    again = ("said", "said", "added") if who in setting.quoted else ("said",)
    setting.quoted.add(who)
    form = setting.draw.between(0, 3)
    comma = "," if is_first and "," in speaker else ""
    if form == 0 and not (is_first and len(speaker) > 90):
        lead = f"{speaker}{comma} {verb if is_first else setting.draw.pick(again)}: "
        return _paragraph(f"{lead}“{words}”", who, setting, [words])
    closing = (
        f"{speaker}{comma} {verb}" if is_first and verb != "said" else _cue(speaker, setting, again, is_first)
    )
    if len(sentences) == 1 or form == 1:
        quoted = _with_comma(words)
        return _paragraph(f"“{quoted}” {closing}.", who, setting, [quoted])
    first, rest = _with_comma(sentences[0]), " ".join(sentences[1:])
    return _paragraph(f"“{first}” {closing}. “{rest}”", who, setting, [first, rest])


def _cue(speaker: str, setting: Setting, verbs: tuple[str, ...], is_first: bool) -> str:
    """Return what stands after a quotation: `said Ms Lomax`, `Lomax added`, `she said`."""
    if is_first or (speaker not in ("he", "she", "they") and setting.draw.chance(0.4)):
        return f"said {speaker}"
    return f"{speaker} {setting.draw.pick(verbs)}"


def _long(who: str, parts: list[str], setting: Setting, verb: str) -> list[Paragraph]:
    speaker = _speaker(who, setting, is_same=False)
    comma = "," if "," in speaker else ""
    first = _paragraph(f"{speaker}{comma} {verb}: “{parts[0]}", who, setting, [parts[0]])
    middle = [_paragraph(f"“{part}", who, setting, [part]) for part in parts[1:-1]]
    return [first, *middle, _paragraph(f"“{parts[-1]}”", who, setting, [parts[-1]])]


def _reported(line: Line, setting: Setting, is_first: bool) -> Paragraph:
    assert line.who is not None  # noqa: S101
    speaker = _speaker(line.who, setting, is_same=False)
    clause = setting.raw(line.words).rstrip(".")
    comma = "," if "," in speaker else ""
    form = setting.draw.between(0, 2)
    if form == 0:
        text = f"According to {speaker}, {clause}."
    elif form == 1 and not is_first:
        text = f"{clause}, {speaker} said."
    else:
        text = f"{speaker}{comma} said {clause}."
    filled = setting.finish(text)
    at = filled.lower().index(clause.lower()[:30])
    quote = Quote(
        _truth(line.who, setting), setting.person(line.who).role, filled[at : at + len(clause)], "indirect"
    )
    return Paragraph(filled, line.topics, _taken(setting), (quote,))


def _block(line: Line, setting: Setting) -> list[Paragraph]:
    assert line.who is not None  # noqa: S101
    person = setting.person(line.who)
    speaker = person.plain if person.office is None else setting.office(line.who)
    made = []
    for part in line.words.split(" // "):
        words = setting.fill(part.strip())
        quote = Quote(speaker, person.role, words, "direct")
        made.append(Paragraph(words, line.topics, _taken(setting), (quote,), is_block_quote=True))
    return made


def prose(line: Line, setting: Setting) -> Paragraph:
    """Return a paragraph of narrative; words marked «who: words» become quoted words in it."""
    text = setting.fill(line.words)
    quotes = tuple(
        Quote(_truth(match[1], setting), setting.person(match[1]).role, match[2], "partial")
        for match in PARTIAL.finditer(text)
    )
    return Paragraph(PARTIAL.sub(r"“\2”", text), line.topics, _taken(setting), quotes)


def _paragraph(text: str, who: str, setting: Setting, spoken_parts: list[str]) -> Paragraph:
    role, speaker = setting.person(who).role, _truth(who, setting)
    quotes = tuple(Quote(speaker, role, part, "direct") for part in spoken_parts)
    return Paragraph(setting.finish(text), frozenset(), _taken(setting), quotes)


def _speaker(who: str, setting: Setting, *, is_same: bool) -> str:
    person = setting.person(who)
    if is_same and person.office is None and setting.draw.chance(0.7):
        return person.pronoun("he")
    return setting.name(who, with_intro=True)


def _truth(who: str, setting: Setting) -> str:
    person = setting.person(who)
    if who not in setting.introduced:
        return who.rstrip("23")  # somebody print does not name: "one parent"
    if person.office is None:
        return person.plain
    return setting.office(who)


def _with_comma(words: str) -> str:
    return words[:-1] + "," if words.endswith(".") else words


def _taken(setting: Setting) -> frozenset[str]:
    """Return the bodies named since last asked, and forget them."""
    named = frozenset(setting.named)
    setting.named.clear()
    return named
