"""What the SQL macros and the Python doors say when they are asked for what the book does not know."""

import re
from datetime import date, datetime

import duckdb
import pytest
from lake_rows import CATALOGUE, DAY, FIRST, rows, take, together

from warehouse import query
from warehouse.publish import publish
from warehouse.statements import statements

KINDS = {"topic": "topic or group", "slug": "topic or group", "outlet": "outlet"}
ALSO_NEEDED = {
    "topic": "'stop-and-search'",
    "slug": "'stop-and-search'",
    "topics": "['stop-and-search']",
    "query": "'stopped'",
    "frame": "'riot'",
}


WORDS = {  # what is said of a word that the argument cannot be
    "every": "every must be day, week, month, quarter or year",
    "frame": "There is no frame 'nosuch': it can be age, .*, youth.",
    "kind": "There is no kind 'nosuch': it can be headline_swapped, .*, softened, ",
    "of_kind": "There is no of_kind 'nosuch': it can be entity, person, voice, beat, wording.",
}

WORDS_OF = {("top_entities", "kind"): "There is no kind 'nosuch': it can be .*police_force"}  # of the book


def _macros():
    """Yield each table macro's name, all its arguments, and those that it cannot be asked without."""
    for each in statements("macros"):
        if " as table" not in each.text:
            continue
        written = re.search(r"create macro \w+\((.*?)\) as table", each.text, re.DOTALL)[1]
        parts = [part.partition(":=") for part in re.split(r",\s*", written.strip()) if part]
        needed = {
            name.strip(): ALSO_NEEDED.get(name.strip()) for name, has_usual, _ in parts if not has_usual
        }
        yield each.name, [name.strip() for name, _, _ in parts], needed


def _call(macro, values):
    return f"from {macro}({', '.join(f'{name} := {value}' for name, value in values.items())})"


def _asking():
    """Yield a call of each macro for a name that is not there, and of what kind that is."""
    for macro, names, needed in _macros():
        for name in names:
            if (kind := KINDS.get(name.rstrip("s"))) is not None:
                values = needed | {name: "['nosuch']" if name.endswith("s") else "'nosuch'"}
                yield pytest.param(_call(macro, values), kind, id=f"{macro}-{name}")


def _of_days():
    """Yield each macro that takes a first and a last day, with what it cannot be asked without."""
    for macro, names, needed in _macros():
        if {"since", "until"} <= {*names}:
            yield pytest.param(macro, needed, id=macro)


def _of_words():
    """Yield a call of each macro for a word that is not among those an argument can be."""
    for macro, names, needed in _macros():
        for name in filter(WORDS.get, names):
            said = WORDS_OF.get((macro, name), WORDS.get(name))
            yield pytest.param(_call(macro, needed | {name: "'nosuch'"}), said, id=f"{macro}-{name}")


@pytest.mark.parametrize(("asked", "kind"), list(_asking()))
def test_a_macro_refuses_a_name_that_the_book_does_not_know(telling, asked, kind):
    said = f"There is no {kind} 'nosuch': `from {kind.split()[0]}s` lists them"
    with pytest.raises(duckdb.Error, match=said):
        telling.execute(asked).fetchall()


@pytest.mark.parametrize(("macro", "needed"), list(_of_days()))
def test_a_macro_refuses_days_that_stand_the_wrong_way_round(telling, macro, needed):
    asked = _call(macro, needed | {"since": "date '2026-08-31'", "until": "date '2026-08-01'"})
    with pytest.raises(
        duckdb.Error, match=r"until 2026-08-0[12] lies before since 2026-08-31: turn them round"
    ):
        telling.execute(asked).fetchall()


@pytest.mark.parametrize(("macro", "needed"), list(_of_days()))
def test_to_a_macro_a_time_means_its_day(telling, macro, needed):
    days = dict.fromkeys(("since", "until"), "date '2026-08-26'")  # of which there are articles
    times = dict.fromkeys(days, "timestamp '2026-08-26 10:00'")
    one, other = (telling.execute(_call(macro, needed | each)).fetchall() for each in (days, times))
    assert one == other


@pytest.mark.parametrize(("asked", "said"), list(_of_words()))
def test_a_macro_refuses_a_word_that_an_argument_cannot_be_and_lists_those_that_it_can(telling, asked, said):
    with pytest.raises(duckdb.Error, match=said):
        telling.execute(asked).fetchall()


def test_to_ask_whether_days_and_words_are_known_leaves_the_plan_as_it_is(telling):
    days = "day >= date '2026-08-01' and day <= date '2026-08-31'"
    known = "known_days(date '2026-08-01', date '2026-08-31') and known_word('kind', 'a', 'a, b')"
    asked = (days, f"case when {known} then {days} end")
    plain, checked = (telling.execute(f"explain from articles where {each}").fetchall() for each in asked)
    assert plain == checked


@pytest.mark.parametrize(
    "ask",
    [
        lambda con, **days: query.trend(con, "taser", **days),
        lambda con, **days: query.story_texts(con, ["gazette"], **days),
        lambda con, **days: query.search(con, "stopped", **days),
        query.edits,
        query.releases,
        query.second_looks,
        query.status,
        query.stories,
        query.voices,
    ],
)
def test_python_refuses_days_that_stand_the_wrong_way_round(telling, ask):
    with pytest.raises(query.QuestionError, match="until 2026-08-01 lies before since 2026-08-31"):
        ask(telling, since=date(2026, 8, 31), until=date(2026, 8, 1))
    noon, day = datetime.fromisoformat("2026-08-26T12:00"), date(2026, 8, 26)
    assert ask(telling, since=noon, until=noon) == ask(telling, since=day, until=day), "a time means its day"


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
        "trend(null)",
        "compare(['taser', null])",
        "bursts(null)",
        "compare(null)",
        "top_entities(null)",
        "cooccurrence(null)",
        "top_words(null)",
        "trend(1)",
        "topic_changes(old := 'nosuch')",
        "topic_changes(new := 'nosuch')",
    ],
)
def test_nothing_else_that_is_asked_hides_it(telling, asked):
    with pytest.raises(duckdb.Error, match="There is no "):
        telling.execute(f"from {asked}").fetchall()


@pytest.mark.parametrize("limit", [None, 0, -1, 2.5])
def test_a_search_for_no_number_of_articles_is_refused(telling, limit):
    with pytest.raises(query.QuestionError, match="a whole number from 1 on"):
        query.search(telling, "stopped", limit=limit)


def test_what_is_no_text_is_no_topic(telling):
    with pytest.raises(query.UnknownTopic, match="There is no topic"):
        query.trend(telling, ["taser"])


def test_nothing_named_still_means_all(telling):
    ((outlets,),) = telling.execute("select count(distinct outlet) from trend_by_outlet('taser')").fetchall()
    ((all_,),) = telling.execute("select count(distinct outlet) from coverage()").fetchall()
    assert outlets == all_ > 1
    assert telling.execute("from voices()").fetchall() == telling.execute("from voices(null)").fetchall()


@pytest.fixture
def shortened(book, lake):
    """A book that has an article about a topic, and days of an outlet, which are on no list any more."""
    of_both = {
        "article_topics": rows("article_topics", {"article_id": "a1", "topic": "taser"}),
        "mentions": rows("mentions", {"article_id": "a1", "tag": "taser"}),
    }
    lake.commit("2026-08-31", together(FIRST, of_both, take("voice", run_id="r2")), day=DAY)
    kept = {name: CATALOGUE[name].slice(0, 1) for name in ("outlets", "topics")}
    lake.commit("shortened", kept | {"entities": CATALOGUE["entities"]}, day=DAY)
    publish(book)
    with query.open(book) as connection:
        yield connection


def test_what_is_on_no_list_any_more_is_answered_for_where_the_book_has_rows(shortened):
    assert [row["topic"] for row in query.topics(shortened).to_pylist()] == ["stop-and-search"]
    asked = query.trend(shortened, "taser", outlet="voice", every="month")
    assert asked == query.sql(shortened, "from trend('taser', outlet := 'voice', every := 'month')")
    assert sum(query.trend(shortened, "taser")["articles"].to_pylist()) == 1
    with pytest.raises(query.UnknownTopic):
        query.trend(shortened, "voice")
