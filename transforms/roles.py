"""Says in which role somebody speaks, from the words that describe them: the rules are in `roles.toml`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from transforms.declarations import declared, fingerprint
from transforms.folding import fold
from transforms.matching import Matcher, overlaps
from transforms.phrases import Phrase, expanded

_RULES = Path(__file__).with_suffix(".toml")
OTHER, UNNAMED = "other", "unnamed_police_source"
ROLES = (
    "police_force", "police_federation", "pcc_or_mayor", "government", "opposition", "council", "oversight",
    "prosecutor_or_court", "lawyer", "family", "victim_or_witness", "resident", "campaigner", "charity",
    "academic", "business", UNNAMED, OTHER,
)  # fmt: skip
POLICE = frozenset(["police_force", "police_federation", UNNAMED])
OFFICIAL = frozenset(["police_force", "police_federation", "government", "oversight", "prosecutor_or_court"])


@dataclass(frozen=True)
class Rules:
    """The rules made ready: each term's rank and role, and the role of each kind of body."""

    matcher: Matcher
    order: dict[str, tuple[int, str]]
    kinds: Mapping[str, str]
    governing: tuple[tuple[date, str], ...]
    version: str

    def role(self, description: str, on: date | None = None) -> str | None:
        """Return the role that a description gives on a day (None: today's government), or None."""
        if not description:
            return None
        found = self.matcher.find(fold(description))
        never: dict[str, list[tuple[int, int]]] = {}
        for match in found:
            if match.term.startswith("!"):
                never.setdefault(match.term[1:], []).append((match.start, match.end))
        ranked = [
            self.order[match.term]
            for match in found
            if match.term in self.order and not overlaps(match.start, match.end, never.get(match.term, ()))
        ]
        return self._governed(min(ranked)[1], on) if ranked else None

    def _governed(self, role: str, on: date | None) -> str:
        if not role.endswith("_mp"):
            return role
        since = [party for day, party in self.governing if on is None or day <= on]
        return "government" if since and since[-1] == role else "opposition"


@cache
def rules() -> Rules:
    """Return the packaged rules, read once; DeclarationError if one names a role that does not exist."""
    fields = declared(_RULES)
    phrases: dict[str, Iterable[Phrase]] = {}
    order: dict[str, tuple[int, str]] = {}
    meaning = []
    for rank, table in enumerate(fields.tables("rules")):
        role, words, never = table.text("role"), table.texts("words"), table.texts("never", ())
        table.done()
        if role not in ROLES and not role.endswith("_mp"):
            raise fields.error("role", f"is {role!r}, which is none of the roles")
        phrases[f"{rank}"] = expanded(words)
        phrases[f"!{rank}"] = expanded(never)
        order[f"{rank}"] = (rank, role)
        meaning.append([role, words, never])
    kinds = fields.table_of("kinds")
    by_kind = {kind: kinds.text(kind) for kind in kinds.table}
    since = [(table.text("since"), table.text("role")) for table in fields.tables("governing")]
    governing = tuple(sorted((date.fromisoformat(day), role) for day, role in since))
    fields.done()
    return Rules(Matcher(phrases), order, by_kind, governing, fingerprint([meaning, by_kind, since]))
