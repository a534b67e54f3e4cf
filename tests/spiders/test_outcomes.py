"""The closed vocabulary of outcomes is told in full to whoever reads the docs or checks the warehouse."""

from pathlib import Path

from spiders.outcomes import Outcome

HOUSE = Path(__file__).resolve().parents[2]


def test_the_docs_list_every_outcome_in_its_own_words() -> None:
    docs = (HOUSE / "docs" / "outlets.md").read_text()
    missing = [word.value for word in Outcome if f"| `{word}` | {word.meaning} |" not in docs]
    assert missing == []


def test_the_warehouse_knows_every_outcome() -> None:
    check = (HOUSE / "warehouse" / "sql" / "checks" / "unknown_outcome.sql").read_text()
    assert [word.value for word in Outcome if f"'{word}'" not in check] == []
