"""Makes what the page Wording draws: who uses which frames of words, and how often."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from beatbook.site.answers import Answer, ask, ask_each, chunks

if TYPE_CHECKING:
    from beatbook.book import Book

EXAMPLES = 3  # uses by each outlet
LEAST = 20  # articles an outlet must have before a headline names it


def frames(book: "Book") -> Answer:
    """Return the frames that some article uses, the most used first."""
    return ask(book, "wording_frames")


def shards(book: "Book", frames: Sequence[str], linked: set[str]) -> Iterator[tuple[str, Any]]:
    """Yield each frame: its use by outlet and week, and examples."""
    for some in chunks(frames):
        outlets, weeks = (ask_each(book, f"wording_{name}", "frame", some) for name in ("outlets", "weeks"))
        examples = ask_each(book, "wording_examples", "frame", some, most=EXAMPLES)
        for frame in some:
            linked.update(examples[frame].column("article_id"))
            yield (
                f"wording/{frame}",
                {
                    "words": words(spell(frame), outlets[frame], book.outlets),
                    "outlets": outlets[frame].shown(),
                    "weeks": weeks[frame].shown(),
                    "examples": examples[frame].shown(),
                },
            )


def words(frame: str, outlets: Answer, names: dict[str, str]) -> dict[str, str]:
    """Return in a sentence who uses the frame most."""
    told = [row for row in outlets.dicts() if row["output"]]
    used, output = sum(row["articles"] for row in told), sum(row["output"] for row in told)
    known = [row for row in told if row["output"] >= LEAST and row["share"]]
    if not known:
        return {"headline": f"“{frame}”: hardly used", "deck": f"In {used} of {output:,} articles."}
    most = max(known, key=lambda row: (row["share"], row["outlet"]))
    return {
        "headline": f"“{frame}”: most often in {names[most['outlet']]}",
        "deck": f"In {most['share']:.1%} of its articles, against {used / output:.1%} of all: "
        f"{used:,} of {output:,}.",
    }


def spell(frame: str) -> str:
    """Return a frame's name as people write it."""
    return frame.replace("-", " ")
