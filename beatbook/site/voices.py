"""Makes what the page Voices draws: who gets to speak about a topic, where, and who speaks first."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from beatbook.site.answers import Answer, ask, ask_each, chunks

if TYPE_CHECKING:
    from beatbook.book import Book

PARTS = ("roles", "outlets", "first", "single", "reply")
ALL = "all"  # the shard of all topics together
EXAMPLES = 4  # quotations of each role
POLICE = ("police_force", "police_federation", "unnamed_police_source")  # as the macro single_source counts
SPELT = {"pcc_or_mayor": "PCC or mayor", "other": "others or unknown"}


def shards(book: "Book", topics: Sequence[str], linked: set[str]) -> Iterator[tuple[str, Any]]:
    """Yield the voices of all topics together, then of each about which somebody speaks."""
    together = {name: ask(book, f"voices_{name}", topic=None) for name in PARTS}
    together["examples"] = ask(book, "voices_examples", topic=None, most=EXAMPLES)
    yield _shard(ALL, "All topics", together, linked)
    for some in chunks(topics):
        parts = {name: ask_each(book, f"voices_{name}", "topic", some) for name in PARTS if name != "roles"}
        parts["roles"] = {topic: ask(book, "voices_roles", topic=topic) for topic in some}  # slow together
        parts["examples"] = ask_each(book, "voices_examples", "topic", some, most=EXAMPLES)
        for topic in some:
            found = {name: part[topic] for name, part in parts.items()}
            if found["roles"].rows:
                yield _shard(topic, book.topics[topic], found, linked)


def _shard(key: str, name: str, parts: dict[str, Answer], linked: set[str]) -> tuple[str, Any]:
    linked.update(parts["examples"].column("article_id"))
    shown = {part: answer.shown() for part, answer in parts.items()}
    return f"voices/{key}", {"words": words(name, parts["roles"]), **shown}


def words(name: str, roles: Answer) -> dict[str, str]:
    """Return who speaks most, in a sentence, and the figures behind it."""
    told = roles.dicts()
    spoken = sum(row["words"] for row in told)
    if not spoken:
        return {"headline": f"{name}: nobody is quoted", "deck": ""}
    police = sum(row["words"] for row in told if row["role"] in POLICE) / spoken
    first = max(told, key=lambda row: (row["words"], row["role"]))
    others = [row for row in told if row["role"] not in (*POLICE, "other")]
    loudest = max(others, key=lambda row: (row["words"], row["role"]), default=None)
    deck = f"{spoken:,} words in {sum(row['quotations'] for row in told):,} quotations."
    if loudest:
        share = f"{loudest['share_of_words']:.0%} of the words"
        deck += f" Outside the police the role heard most is {spell(loudest['role'])}: {share}."
    if unseen := first["outlets_blind"]:
        lacking = "1 outlet was" if unseen == 1 else f"{unseen} outlets were"
        deck += f" {lacking} not seen on some days, so the numbers may lack them."
    return {"headline": f"{name}: {_police(police)}", "deck": deck}


def spell(role: str) -> str:
    """Return a role as people write it.

    >>> spell("victim_or_witness")
    'victim or witness'
    """
    return SPELT.get(role, role.replace("_", " "))


def _police(share: float) -> str:
    if share >= 0.995:
        return "nobody but the police speaks"
    if share < 0.005:
        return "the police do not speak"
    return f"{share:.0%} of the words quoted are the police’s own"
