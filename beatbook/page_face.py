"""Draws one article with its evidence: headline, text in colour, and a legend of topics and entities."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from beatbook.marked import Mark, entity_style, marked, superscript, topic_style, voice_style
from beatbook.printable import counted, line

SHOWN_SPANS = 3  # a legend names this many of a tag's spans; the text marks them all
OPENING, CLOSING = ("“", "‘", '"', "'", "«"), ("”", "’", '"', "'", "»")
COLUMN = 78  # characters of text that read well on one line


@dataclass(frozen=True)
class Tag:
    """One topic or entity of an article, as the legend shows it."""

    number: int
    style: str
    name: str
    note: str
    evidence: Sequence[dict[str, Any]]


def tags(
    topics: Iterable[dict[str, Any]],
    entities: Iterable[dict[str, Any]],
    voices: Iterable[dict[str, Any]] = (),
) -> list[Tag]:
    """Return the legend of topics, entities and voices, numbered from one.

    Each topic and entity has `name`, `note` and `evidence`; a voice is a quotation with the columns of
    `schemas.VOICES` and its `text`, and voices of one role stand together.
    """
    styled = [(topic_style(place), topic) for place, topic in enumerate(topics)]
    styled += [(entity_style(place), entity) for place, entity in enumerate(entities)]
    styled += [(voice_style(place), role) for place, role in enumerate(_roles(voices))]
    return [
        Tag(number, style, tag["name"], tag["note"], tag["evidence"])
        for number, (style, tag) in enumerate(styled, 1)
    ]


def _roles(voices: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return what is said in each role as evidence whose rule is the speaker, in order of first speech."""
    spoken: dict[str, list[dict[str, Any]]] = {}
    for voice in voices:
        spoken.setdefault(voice["role"], []).append(voice)
    return [
        {
            "name": role.replace("_", " "),
            "note": f"voice · {sum(voice['words'] for voice in said)} words",
            "evidence": [
                {
                    "field": "body",
                    "start": voice["start"],
                    "end": voice["end"],
                    "text": voice["text"],
                    "rule": voice["speaker_name"] or voice["speaker_text"] or "nobody named",
                }
                for voice in said
            ],
        }
        for role, said in spoken.items()
    ]


def face(
    article: dict[str, Any], tags: Sequence[Tag], facts: Sequence[str], *, colour: bool, foot: str = ""
) -> RenderableType:
    """Return an article's page; `facts` stand under the headline, `foot` under the legend."""
    parts: list[RenderableType] = [_field("headline", article, tags, colour, "bold")]
    if article.get("standfirst"):
        parts.append(Text(line(article["standfirst"]), style="italic"))
    parts += [Text(line(fact), style="dim") for fact in facts if fact]
    over = time_is_over(article.get("text_kept_days"))
    body = Text(over, style="yellow") if over else _field("body", article, tags, colour, "")
    parts += [Text(), body, Text(), Rule(style="dim")]
    parts.append(_legend(tags) if tags else Text("No topic and no entity found.", style="dim"))
    if foot:
        parts.append(Text(f"\n{line(foot)}", style="dim"))
    return _Column(Group(*parts))


def time_is_over(text_kept_days: int | None) -> str:
    """Return in words that a text was kept for so many days; empty for a text that is there."""
    if text_kept_days is None:
        return ""
    return f"The text was kept for {counted(text_kept_days, 'day')}."


def _field(field: str, article: dict[str, Any], tags: Sequence[Tag], colour: bool, base: str) -> Text:
    marks = [
        Mark(span["start"], span["end"], tag.number, tag.style)
        for tag in tags
        for span in tag.evidence
        if span["field"] == field
    ]
    return marked(article[field], marks, brackets=not colour, base=base)


def _legend(tags: Sequence[Tag]) -> Table:
    legend = Table.grid(padding=(0, 2, 0, 0))
    legend.add_column(justify="right", no_wrap=True)
    legend.add_column(ratio=2)
    legend.add_column(ratio=3)
    for tag in tags:
        name = Text.assemble((f" {line(tag.name)} ", tag.style), "\n", (f" {tag.note}", "dim"))
        legend.add_row(superscript(tag.number), name, _spans(tag.evidence))
    return legend


def _spans(evidence: Sequence[dict[str, Any]]) -> Text:
    """Return a tag's words and rules, the first few, and how many more there are."""
    distinct = Counter((line(span["text"]), line(span["rule"])) for span in evidence)
    shown = Text("\n").join(
        Text.assemble(
            _quoted(_short(words)) if words else "in the text",
            f" ×{count}" if count > 1 else "",
            (f"  {rule}", "dim"),
        )
        for (words, rule), count in list(distinct.items())[:SHOWN_SPANS]
    )
    rest = sum(list(distinct.values())[SHOWN_SPANS:])
    return shown.append(f"\nand {rest} more", style="dim") if rest else shown


def _quoted(words: str) -> str:
    """Return the words in quotation marks, unless they bring their own.

    >>> _quoted("stop and search"), _quoted("“I am sorry,”")
    ('“stop and search”', '“I am sorry,”')
    """
    return words if words[:1] in OPENING and words[-1:] in CLOSING else f"“{words}”"


def _short(text: str, width: int = 60) -> str:
    text = line(text)
    return text if len(text) <= width else f"{text[: width // 2 - 1]} … {text[-width // 2 + 1 :]}"


class _Column:
    """Keeps its content to a readable width, however wide the terminal is."""

    def __init__(self, content: RenderableType) -> None:
        self.content = content

    def __rich_console__(self, console: Any, options: Any) -> Any:
        yield from console.render(self.content, options.update(width=min(COLUMN, options.max_width)))
