"""What the SQL macros say when they are asked for a topic, group or outlet that the book does not know."""

import re

import duckdb
import pytest

from warehouse.statements import statements

KINDS = {"topic": "topic or group", "slug": "topic or group", "outlet": "outlet"}
ALSO_NEEDED = {
    "topic": "'stop-and-search'",
    "slug": "'stop-and-search'",
    "topics": "['stop-and-search']",
    "query": "'stopped'",
    "frame": "'riot'",
}


def _asking():
    """Yield a call of each macro for a name that is not there, and of what kind that is."""
    for each in statements("macros"):
        if " as table" not in each.text:
            continue
        written = re.search(r"create macro \w+\((.*?)\) as table", each.text, re.DOTALL)[1]
        parts = [part.partition(":=") for part in re.split(r",\s*", written.strip()) if part]
        needed = {
            name.strip(): ALSO_NEEDED.get(name.strip()) for name, has_usual, _ in parts if not has_usual
        }
        for name in (name.strip() for name, _, _ in parts):
            if (kind := KINDS.get(name.rstrip("s"))) is not None:
                values = needed | {name: "['nosuch']" if name.endswith("s") else "'nosuch'"}
                told = ", ".join(f"{key} := {value}" for key, value in values.items())
                yield pytest.param(f"from {each.name}({told})", kind, id=f"{each.name}-{name}")


@pytest.mark.parametrize(("asked", "kind"), list(_asking()))
def test_a_macro_refuses_a_name_that_the_book_does_not_know(telling, asked, kind):
    said = f"There is no {kind} 'nosuch': `from {kind.split()[0]}s` lists them"
    with pytest.raises(duckdb.Error, match=said):
        telling.execute(asked).fetchall()


@pytest.mark.parametrize(
    "asked",
    [
        "trend('taser', outlet := 'nosuch', since := date '2100-01-01')",
        "voices('nosuch', since := date '2100-01-01')",
        "edits(outlet := 'nosuch', since := date '2100-01-01')",
        "top_entities('taser', outlet := 'nosuch', since := date '2100-01-01')",
        "trend('')",
        "compare(['taser', 'nosuch'])",
        "(values ('taser'), ('nosuch')) as asked (slug), about(asked.slug)",
        "trend((select 'nosuch'))",
    ],
)
def test_nothing_else_that_is_asked_hides_it(telling, asked):
    with pytest.raises(duckdb.Error, match="There is no "):
        telling.execute(f"from {asked}").fetchall()


def test_nothing_named_still_means_all(telling):
    ((outlets,),) = telling.execute("select count(distinct outlet) from trend_by_outlet('taser')").fetchall()
    ((all_,),) = telling.execute("select count(distinct outlet) from coverage()").fetchall()
    assert outlets == all_ > 1
    assert telling.execute("from voices()").fetchall() == telling.execute("from voices(null)").fetchall()
