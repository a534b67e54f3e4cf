"""Search: a query finds the articles that it describes, the best first, and says so if it cannot be read."""

import re
from datetime import UTC, date, datetime, timedelta
from random import Random

import duckdb
import pyarrow.parquet as pq
import pytest
from lake_rows import CATALOGUE, DAY, tagged, take, together

from transforms import rules
from warehouse import query, segments
from warehouse.home import Home
from warehouse.lake import Lake
from warehouse.publish import publish
from warehouse.query import QuestionError

TEXTS = {
    "helicopter": (
        "Police helicopter over town",
        "A taser was used. Officers stopped and searched a man. He ran.",
    ),
    "school": ("Tasers at school", "Strip search of a child at school. The film was off."),
    "council": (
        "Council meets",
        "Nothing of note. The police were not there. They spoke. Later stop-and-search came up, a taser too.",
    ),
    "cafe": ("Café’s owner", "Caffè, café and CAFÉ: the owner's words. " + "Rain fell. " * 40),
}
QUESTIONS = [
    ("taser", "helicopter council"),
    ("TASER", "helicopter council"),
    ("taser{,s}", "school helicopter council"),
    ("taser*", "school helicopter council"),
    ("stop{,ped} and search{,ed}", "helicopter council"),
    ("stop and search", "council"),
    ("stop-and-search", "council"),
    ("search and stop", ""),
    ("film was off. Strip", ""),
    ('"strip search" school', "school"),
    ("strip search AND school", "school"),
    ("strip search school", ""),
    ("taser{,s} AND NOT film", "helicopter council"),
    ("taser NOT (film OR school)", "helicopter council"),
    ("taser OR strip search AND school", "school helicopter council"),
    ("(taser OR strip search) AND school", "school"),
    ("police IN headline", "helicopter"),
    ("headline:police", "helicopter"),
    ('headline:"police helicopter"', "helicopter"),
    ("police IN lead", "helicopter council"),
    ("taser IN lead", "helicopter"),
    ("(police OR tasers) IN headline", "school helicopter"),
    ("headline:(police OR tasers)", "school helicopter"),
    ("lead:((police) IN headline OR taser)", "helicopter"),
    ("strip search OR headline:(police) taser", "helicopter school"),
    ('"near/5" OR council', "council"),
    ("helicopter\0over", "helicopter"),
    ("police NEAR/2 there", "council"),
    ("there NEAR/2 police", "council"),
    ("police NEAR/1 there", ""),
    ("café", "cafe"),
    ("owner’s words", "cafe"),
    ("zebra OR caff*", "cafe"),
]
UNREADABLE = [
    ("(taser", "brackets"),
    ("zebra (", "brackets"),
    ("OR", "operators"),
    ("taser OR", "operators"),
    ("taser AND", "operators"),
    ("NOT film", "NOT alone"),
    ("NOT zebra", "NOT alone"),
    ("@police AND taser", "rules of topics"),
    ("taser IN body", "headline or lead"),
    ("a NEAR/2 b NEAR/2 c", "two phrases"),
    ("taser{,s", "braces"),
    ("{a,b,c,d,e,f,g,h}" * 12, "thousand forms"),
    ("taser NEAR police", "a NEAR/5 b"),
    ("taser near/5 police", "a NEAR/5 b"),
    ("taser NEAR/0 police", "a NEAR/5 b"),
    ('taser "strip search', "mark is not closed"),
    ("", "at least one word"),
    ("...", "at least one word"),
]
WORDS = [
    *("police", "taser", "tasers", "search", "strip", "school", "film", "stop", "and", "the", "zebra"),
    *("café", "owner's", "caff*", "headline:there"),
]


def query_of(random: Random, depth: int = 2) -> str:
    """Return a query as somebody might write it, or nearly."""
    if depth == 0 or random.random() < 0.3:
        words = " ".join(random.choices(WORDS, k=random.choice([1, 1, 1, 2, 3])))
        return random.choice([words, words, f'"{words}"', words + "{,s,ped}", "{a,the} " + words])
    one, other = query_of(random, depth - 1), query_of(random, depth - 1)
    joint = random.choice([" AND ", " OR ", " AND NOT ", " NOT ", " ", f" NEAR/{random.randint(1, 9)} "])
    place = random.choice(["", "", " IN headline", " IN lead", ")", " OR"])
    before = random.choice(["", "", "", "headline:", "lead:"])
    return random.choice([f"{before}({one}{joint}{other}){place}", f"{one}{joint}{other}"])


@pytest.fixture(scope="module")
def con(tmp_path_factory):
    home = Home(tmp_path_factory.mktemp("searched"))
    lake = Lake(home.lake)
    lake.commit("catalogue", CATALOGUE, day=DAY)
    read = [
        tagged(name, datetime(2026, 8, day, 12, tzinfo=UTC), headline=headline, body=body)
        for day, (name, (headline, body)) in enumerate(TEXTS.items(), 24)
    ]
    held = [{name: each[name] for name in ("articles", "postings")} for each in read]
    lake.commit("2026-08-31", together(take(), *held), day=DAY)
    publish(home)
    with query.open(home) as connection:
        yield connection


@pytest.mark.parametrize(("asked", "expected"), QUESTIONS)
def test_a_query_finds_what_it_describes_the_best_first(con, asked, expected):
    assert query.search(con, asked)["article_id"].to_pylist() == expected.split()


@pytest.mark.parametrize(("asked", "complaint"), UNREADABLE)
def test_a_query_that_cannot_be_read_says_why(con, asked, complaint):
    with pytest.raises(QuestionError, match=complaint):
        query.search(con, asked)
    with pytest.raises(duckdb.InvalidInputException, match=complaint):
        con.execute("from search($asked)", {"asked": asked}).fetchall()


def test_plain_sql_says_so_where_nothing_is_asked_for(con):
    with pytest.raises(duckdb.InvalidInputException, match="at least one word"):
        con.execute("from search(null)").fetchall()


def test_plain_sql_searches_for_what_a_question_finds_once_a_variable_has_it(con):
    with pytest.raises(QuestionError, match=r"cannot contain subqueries(?s:.*)getvariable\('words'\)"):
        query.sql(con, "from search((select 'taser'))")
    asked = "set variable words = (select 'taser'); select article_id from search(getvariable('words'))"
    assert query.sql(con, asked)["article_id"].to_pylist() == ["helicopter", "council"]


@pytest.mark.parametrize("seed", range(30))  # six hundred were tried
def test_the_macro_finds_and_refuses_what_our_own_doors_do(con, seed):
    asked, since = query_of(Random(seed)), date(2026, 8, 25) if seed % 2 else None
    bound = ", since := date '2026-08-25'" if since else ""
    told = f"select article_id, score from matches($asked{bound})"  # noqa: S608  ours
    try:
        found = query.search(con, asked, limit=100, since=since)
    except QuestionError as refused:
        with pytest.raises(duckdb.InvalidInputException, match=re.escape(str(refused))):
            con.execute(told, {"asked": asked}).fetchall()
        return
    by_macro = con.execute(told, {"asked": asked}).fetchall()
    assert found["article_id"].to_pylist() == [name for name, _ in by_macro]
    assert found["score"].to_pylist() == pytest.approx([score for _, score in by_macro])


@pytest.mark.parametrize(
    "asked", ["taser{,s} AND NOT film", "police NEAR/2 there", "(police OR tasers) IN headline"]
)
def test_a_rule_of_the_taxonomy_without_classes_is_a_query(con, asked):
    rules.parse(asked)
    assert query.search(con, asked).num_rows > 0


def test_a_snippet_shows_the_words_in_their_place(con):
    (found,) = query.search(con, "strip search AND school").to_pylist()
    assert found["snippet"] == "«Strip search» of a child at «school». The film was off."


def test_days_outlet_and_number_bound_what_is_found(con):
    assert query.search(con, "taser", since=date(2026, 8, 25))["article_id"].to_pylist() == ["council"]
    assert query.search(con, "taser", outlet="voice").num_rows == 0
    assert query.search(con, "taser", limit=1).num_rows == 1
    assert query.search(con, "taser", topic="taser").num_rows == 0  # none of these was tagged


@pytest.mark.parametrize("most", range(1, 9))
def test_of_equals_the_later_comes_first_and_one_without_a_day_last(home, lake, most):
    days = [24, 26, 26, None, 25, None, 26, 24]  # of articles that say the same
    said = [
        tagged(f"a{number}", day and datetime(2026, 8, day, 12, tzinfo=UTC), body="A helicopter came.")
        for number, day in enumerate(days)
    ]
    lake.commit("2026-08-31", together(take(), *said), day=DAY)
    publish(home)
    with query.open(home) as con:
        found = query.search(con, "helicopter", limit=most)["article_id"].to_pylist()
    assert found == ["a1", "a2", "a6", "a4", "a0", "a7", "a3", "a5"][:most]


def test_many_are_shown_as_few_are(home, lake):
    first = datetime(2026, 3, 1, 12, tzinfo=UTC)
    said = [
        tagged(f"a{number}", first + timedelta(number), body=f"Helicopter {number} came.")
        for number in range(130)  # days: more than are told to the scans
    ]
    lake.commit("2026-08-31", together(take(), *said), day=DAY)
    publish(home)
    with query.open(home) as con:
        many = query.search(con, "helicopter", limit=130).to_pylist()
        assert query.search(con, "helicopter", limit=30).to_pylist() == many[:30]
    assert [(each["article_id"], each["snippet"]) for each in many] == [
        (f"a{number}", f"«Helicopter» {number} came.") for number in reversed(range(130))
    ]


def test_a_words_weeks_are_counted_and_blind_ones_are_gaps(con):
    found = con.execute(
        "select period, articles from word_trend('taser{,s} OR café') order by period"
    ).fetchall()
    assert found[-2:] == [(date(2026, 8, 24), 4), (date(2026, 8, 31), 0)]


@pytest.mark.parametrize("largest", [1, 100])  # texts of a segment: the old words stay, or are merged away
def test_a_text_that_changed_is_found_by_its_new_words_alone(home, lake, monkeypatch, largest):
    monkeypatch.setattr(segments, "LARGEST", {"bodies": largest, "postings": largest})
    monkeypatch.setattr(segments, "BODIES_AT_ONCE", 1)
    for body in ("A helicopter came.", "A drone came."):
        lake.commit("2026-08-31", together(tagged("a1", None, body=body), take()), day=DAY)
        publish(home)
    with query.open(home) as con:
        assert query.search(con, "helicopter").num_rows == 0
        assert query.search(con, "drone")["snippet"].to_pylist() == ["A «drone» came."]
        (score,) = con.execute("select score from matches('came')").fetchall()
        assert query.search(con, "came")["score"].to_pylist() == pytest.approx(score)


def test_a_snapshot_of_an_earlier_version_is_searched_all_the_same(home, lake):
    for body in ("A helicopter came.", "A drone came. A drone went."):
        lake.commit("2026-08-31", together(tagged("a1", None, body=body), take()), day=DAY)
        path = publish(home).path
    asked = ["drone", "helicopter", "drone came", "drone IN headline", "drone{,s} NEAR/3 went"]
    with query.open(home) as con:
        now = [query.search(con, each).to_pylist() for each in asked]
        assert query.search(con, "drone", topic="stop-and-search").num_rows == 1
    path.chmod(0o644)
    with duckdb.connect(str(path)) as old:
        for name in ("replaced_texts", "text_lengths"):
            old.execute(f"drop table {name}")
        old.execute("alter table article_topics drop column text_no")
    for path in home.segments.glob("postings-*"):
        table = pq.read_table(path, columns=["term", "text_no", "positions"])
        pq.write_table(table, path)
    with query.open(home) as con:
        assert [query.search(con, each).to_pylist() for each in asked] == now
        assert query.search(con, "drone", topic="stop-and-search").num_rows == 1


def test_bodies_lie_in_small_files_and_each_is_found_again(home, lake, monkeypatch):
    monkeypatch.setattr(segments, "LARGEST", {"bodies": 4, "postings": 100})
    monkeypatch.setattr(segments, "BODIES_AT_ONCE", 2)
    said = [tagged(f"a{number}", None, body=f"Drone {number} came.") for number in range(11)]
    lake.commit("2026-08-31", together(take(), *said), day=DAY)
    publish(home)
    with query.open(home) as con:
        held = con.execute("select texts from segments where kind = 'bodies' order by first_text").fetchall()
        assert held == [(4,), (4,), (3,)]
        for number in range(11):
            found = query.search(con, f"drone {number}")["snippet"].to_pylist()
            assert found == [f"«Drone {number}» came."]


@pytest.mark.parametrize(
    ("asked", "articles", "others"),
    [
        ("", 3, 1),
        (", until := date '2026-08-26'", 2, 1),
        (", since := date '2026-08-26'", 2, 0),
        (", outlet := 'gazette'", 3, 0),
    ],
)
def test_a_topics_words_are_counted_in_its_articles_and_in_the_others(home, lake, asked, articles, others):
    said = ["A knife was found.", "A knife again.", "A knife, and rain.", "It rained."]
    about = [
        tagged(f"a{day}", datetime(2026, 8, day, 12, tzinfo=UTC), body=body)
        for day, body in enumerate(said, 25)
    ]
    others_said = [
        tagged(f"b{day}", datetime(2026, 8, day, 12, tzinfo=UTC), outlet="voice", body=body)
        for day, body in enumerate(["A knife and a fork.", "A fork.", "A fork.", "A fork."], 25)
    ]
    untagged = [{name: each[name] for name in ("articles", "postings")} for each in others_said]
    lake.commit("2026-08-31", together(take(), *about, *untagged), day=DAY)
    publish(home)
    with query.open(home) as con:
        found = con.execute(f"from top_words('stop-and-search', least := 2{asked})").fetchall()
    assert ("knife", articles, others) in [(term, held, rest) for term, held, _, rest, *_ in found]
    assert "fork" not in {term for term, *_ in found}
