"""Questions: an answer as a table, or an error that says what to ask instead."""

import os
from datetime import UTC, date, datetime
from io import BytesIO

import duckdb
import pyarrow.parquet as pq
import pytest
from lake_rows import DAY, rows, tagged, together

from warehouse import query
from warehouse.home import Home
from warehouse.limits import reading, within
from warehouse.publish import publish
from warehouse.query import NoWarehouse, QuestionError, TimeLimit, UnknownArticle, UnknownOutlet, UnknownTopic
from warehouse.unanswered import OtherBook


def test_before_anything_was_published_it_says_what_to_run(tmp_path):
    with pytest.raises(NoWarehouse, match=r"no warehouse in .* yet: run `make demo`"):
        query.open(Home(tmp_path))


@pytest.mark.parametrize(
    ("asked", "near"),
    [
        ("stop-and-serch", "stop-and-search"),
        ("Stop And Search", "stop-and-search"),
        ("tazer", "taser"),
        ("search", "stop-and-search"),
    ],
)
def test_an_unknown_topic_is_answered_with_the_near_ones(con, asked, near):
    with pytest.raises(UnknownTopic, match=f"Did you mean {near}") as refused:
        query.trend(con, asked)
    assert refused.value.near[0] == near


def test_a_topic_like_no_other_has_nothing_near(con):
    with pytest.raises(UnknownTopic) as refused:
        query.trend(con, "'; drop table articles; --")
    assert refused.value.near == ()


def test_an_unknown_outlet_and_period_are_refused(con):
    with pytest.raises(UnknownOutlet, match="Did you mean gazette"):
        query.trend(con, "taser", outlet="gazete")
    with pytest.raises(QuestionError, match="every can be day or week"):
        query.trend(con, "taser", every="fortnight")
    with pytest.raises(QuestionError, match="by can be outlet"):
        query.trend(con, "taser", by="region")


@pytest.mark.parametrize(
    ("words", "hits"),
    [
        ("officers", 1),
        ("OFFICERS said", 1),
        ('"officers said"', 1),
        ('"said officers"', 0),
        ("officers helicopters", 0),
        ("stop AND search", 1),
        ("stop search", 0),
        ("100%", 0),
        ("_fficers", 0),
        ("'; select 1", 0),
    ],
)
def test_search_takes_words_as_they_are(con, words, hits):
    assert query.search(con, words).num_rows == hits


def test_search_without_a_word_is_refused(con):
    with pytest.raises(QuestionError, match="at least one word"):
        query.search(con, ' "" ')


def test_search_is_filtered_and_shows_the_place(home, lake):
    long = "Rain fell. " * 30 + "A helicopter came. " + "Rain fell. " * 30
    moments = {name: datetime(2026, 8, day, tzinfo=UTC) for name, day in (("a", 3), ("b", 5), ("c", 4))}
    read = [tagged(name, at, body=long) for name, at in moments.items()]
    lake.commit("b", together(*({n: each[n] for n in ("articles", "postings")} for each in read)), day=DAY)
    publish(home)
    with query.open(home) as con:
        assert query.search(con, "helicopter")["article_id"].to_pylist() == ["b", "c", "a"]
        assert query.search(con, "helicopter", limit=1)["article_id"].to_pylist() == ["b"]
        assert query.search(con, "helicopter", until=date(2026, 8, 4))["article_id"].to_pylist() == ["c", "a"]
        assert query.search(con, "helicopter", outlet="voice").num_rows == 0
        snippet = query.search(con, "helicopter")["snippet"][0].as_py()
    assert snippet.startswith("...")
    assert snippet.endswith("...")
    assert "A «helicopter» came." in snippet


def test_an_article_is_found_by_id_first_letters_and_any_of_its_addresses(home, lake):
    fetch = {"url": "https://gazette.example/short", "article_id": "abcdef01"}
    ran = {"runs": rows("runs", {})}
    lake.commit("b", together(tagged("abcdef01", None), {"fetches": rows("fetches", fetch)}, ran), day=DAY)
    lake.commit("c", tagged("abcdff02", None), day=DAY)
    publish(home)
    with query.open(home) as con:
        for name in (
            "abcdef01",
            "abcde",
            "https://gazette.example/abcdef01",
            "https://gazette.example/short",
        ):
            assert query.article(con, name)["article_id"].to_pylist() == ["abcdef01"]
        with pytest.raises(UnknownArticle, match="Did you mean abcdef01, abcdff02"):
            query.article(con, "abcd")
        with pytest.raises(UnknownArticle, match="`beatbook search` finds ids"):
            query.article(con, "abc")


def test_an_article_comes_with_its_text_and_evidence(con):
    (article,) = query.article(con, "a1").to_pylist()
    (span,) = query.evidence(con, "a1").to_pylist()
    assert article["body"] == "Officers said so."
    assert article["headline"][span["start"] : span["end"]] == span["text"] == "stop and search"
    assert span["name"] == "Stop and search"


@pytest.mark.parametrize("published_at", [datetime(2026, 8, 3, tzinfo=UTC), None])
def test_an_id_finds_an_article_and_all_that_is_told_of_it_whatever_its_day(home, lake, published_at):
    lake.commit("b", tagged("z9", published_at), day=DAY)
    publish(home)
    with query.open(home) as con:
        asked = "select article_id, day, body from article('z9')"
        assert (
            query.sql(con, asked).to_pylist()
            == query.sql(
                con, "select article_id, day, body from article_texts where article_id = 'z9'"
            ).to_pylist()
        )
        assert query.sql(con, asked).num_rows == query.article(con, "z9").num_rows == 1
        assert query.evidence(con, "z9").num_rows == query.heard(con, "z9").num_rows == 1
        assert (
            query.sql(con, "from article('nosuch') union all by name from evidence('nosuch')").num_rows == 0
        )


def test_an_earlier_versions_book_gives_its_articles(con, monkeypatch):
    def without_places(con, question, *others):
        if question == "article_of_id":
            raise OtherBook("no document_of")
        return fetched(con, question, *others)

    fetched = query.fetched
    monkeypatch.setattr(query, "fetched", without_places)
    assert query.article(con, "a1")["article_id"].to_pylist() == ["a1"]


def test_lists_and_status(con):
    assert query.outlets(con)["articles"].to_pylist() == [1, 0]
    assert dict(zip(*query.topics(con).select(["topic", "articles"]).to_pydict().values(), strict=True)) == {
        "stop-and-search": 1,
        "taser": 0,
    }
    (row,) = query.status(con).to_pylist()
    assert (row["outlet"], row["state"], row["days_blind"]) == ("gazette", "up", 0)


@pytest.mark.parametrize(
    "text",
    [
        "delete from articles",
        "create table t as select 1",
        "copy articles to '/tmp/stolen.csv'",
        "from read_text('/etc/passwd')",
        "attach '/tmp/other.duckdb'",
        "set memory_limit = '100GB'",
        "install httpfs",
    ],
)
def test_sql_cannot_change_anything_or_reach_out(con, text):
    with pytest.raises(QuestionError):
        query.sql(con, text)


def test_sql_that_takes_too_long_is_stopped_and_the_connection_lives(con):
    with pytest.raises(TimeLimit, match=r"No answer within 0\.2 s"):
        query.sql(con, "select count(*) from range(100000000000) a, range(1000) b", seconds=0.2)
    assert query.sql(con, "select 1 as one")["one"].to_pylist() == [1]


def test_a_mistake_in_sql_is_shown_in_duckdbs_words(con):
    with pytest.raises(QuestionError, match='Candidate bindings: "headline"'):
        query.sql(con, "select headlin from articles")


def test_a_table_is_read_whole_and_an_unknown_one_has_neighbours(con):
    assert query.table(con, "article_texts")["body"].to_pylist() == ["Officers said so."]
    with pytest.raises(QuestionError, match="Did you mean articles"):
        query.table(con, "artcles")


def test_several_connections_share_the_file(book):
    publish(book)
    with query.open(book) as one, query.open(book) as two:
        assert query.sql(one, "select 1").equals(query.sql(two, "select 1"))
    assert os.access(book.warehouse, os.R_OK)


def test_as_parquet_is_one_file(con):
    answer = query.outlets(con)
    assert pq.read_table(BytesIO(query.as_parquet(answer))).equals(answer)


def test_a_book_that_other_sql_built_is_no_riddle():
    with (
        duckdb.connect() as con,
        pytest.raises(OtherBook, match="another version of Beatbook"),
    ):
        query.tagged_by(con)


@pytest.mark.parametrize(("size", "threads"), [(1 << 20, "1"), (64 << 20, "2")], ids=["small", "large"])
def test_only_a_large_file_is_worked_on_by_two_threads(tmp_path, size, threads):
    file = tmp_path / "warehouse.duckdb"
    with file.open("wb") as opened:
        opened.truncate(size)
    assert reading(file)["threads"] == within([file, tmp_path / "missing"])["threads"] == threads
