"""Makes what the page Edits shows: what outlets changed after publication, of which kind, and how often."""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from beatbook.edits import spelt
from beatbook.printable import counted
from beatbook.site.answers import Answer, ask, ask_each, chunks

if TYPE_CHECKING:
    from beatbook.book import Book

ALL = "all"  # the shard of all outlets together
NEWEST = 25  # edits of each kind that are listed
HEADLINES = 40  # articles whose headlines are told
LEAST = 20  # second looks at an outlet's articles before a sentence names it


def shards(book: "Book", linked: set[str]) -> Iterator[tuple[str, Any]]:
    """Yield how much each outlet edits, then the newest edits of all, then those of each outlet."""
    kinds = ask(book, "edits_kinds")
    yield "edits", {"words": words(kinds, book.outlets), "kinds": kinds.shown()}
    asked = {"newest": NEWEST, "headlines": HEADLINES}
    together = {name: ask(book, f"edits_{name}", outlet=None, most=most) for name, most in asked.items()}
    yield _shard(ALL, together | {"weeks": ask(book, "edits_weeks", outlet=None)}, linked)
    edited = sorted({row["outlet"] for row in kinds.dicts() if row["edits"]})
    for some in chunks(edited):
        parts = {name: ask_each(book, f"edits_{name}", "outlet", some, most=asked[name]) for name in asked}
        parts["weeks"] = ask_each(book, "edits_weeks", "outlet", some)
        for outlet in some:
            yield _shard(outlet, {name: part[outlet] for name, part in parts.items()}, linked)


def _shard(key: str, parts: dict[str, Answer], linked: set[str]) -> tuple[str, Any]:
    for part in ("newest", "headlines"):
        linked.update(parts[part].column("article_id"))
    return f"edited/{key}", {part: answer.shown() for part, answer in parts.items()}


def words(kinds: Answer, names: dict[str, str]) -> dict[str, str]:
    """Return in a sentence how much was edited after publication, and who edits most for each look."""
    told = kinds.dicts()
    looks = {row["outlet"]: row["looks"] for row in told}
    if not looks:
        return {
            "headline": "No article was looked at again yet",
            "deck": "So no edit can be seen: the next crawl looks.",
        }
    edits, by_kind = Counter[str](), Counter[str]()
    for row in told:
        if row["edits"]:
            edits[row["outlet"]] += row["edits"]
            by_kind[row["kind"]] += row["edits"]
    found, looked = edits.total(), sum(looks.values())
    seen = f"{counted(looked, 'second look')} at articles of {counted(len(looks), 'outlet')}"
    if not found:
        return {"headline": "No edit was seen", "deck": f"In {seen}."}
    kind, times = max(by_kind.items(), key=lambda pair: (pair[1], pair[0]))
    deck = f"Seen in {seen}. Most often: {spelt(kind)}, {_times(times)}."
    known = {one: count / looks[one] for one, count in edits.items() if looks[one] >= LEAST}
    if len(known) > 1:
        most = max(known, key=lambda one: (known[one], one))
        deck += (
            f" {names[most]} edits most: {100 * known[most]:.0f} for every hundred looks, "
            f"against {100 * found / looked:.0f} of all."
        )
    return {"headline": f"{counted(found, 'edit')} after publication", "deck": deck}


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number:,} times"
