"""The answers on a book small enough to count by hand, and their shapes for machines."""

import csv
import io
import json
import re

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from small_book import small_book

from beatbook import rows_face, screen
from warehouse.home import Home

TABLES = [
    ["trend", "stop-and-search"],
    ["trend", "stop-and-search", "--by", "outlet", "--share"],
    ["search", "stop", "search"],
    ["article", "0000"],
    ["outlets"],
    ["topics"],
    ["status"],
    ["sql", "from articles"],
]


def test_a_trend_counts_and_never_calls_blindness_zero(answer):
    weeks = json.loads(answer("trend", "stop-and-search", "--by", "outlet", "--format", "json"))
    counted = {(week["outlet"], week["period"]): week["articles"] for week in weeks}
    assert counted == {
        ("gazette", "2026-10-05"): 2,
        ("gazette", "2026-10-12"): 0,
        ("gazette", "2026-10-19"): 0,
        ("gazette", "2026-10-26"): 1,
        ("voice", "2026-10-05"): 1,
        ("voice", "2026-10-12"): None,
        ("voice", "2026-10-19"): None,
        ("voice", "2026-10-26"): 0,
    }


def test_a_trend_restates_its_question_and_says_what_it_does_not_know(answer):
    text = answer("trend", "Stop and Search")
    assert text.startswith("Stop and search, articles a week, all outlets, 5 Oct to 1 Nov 2026\n")
    assert "1 of 2 outlets blind" in text
    assert "Blind, so a gap and no zero: The Voice (2 weeks)." in text
    assert "snapshot 000001-" in text


def test_a_blind_week_is_drawn_as_such(answer):
    text = answer("trend", "stop-and-search", "--outlet", "voice")
    weeks = [line.split() for line in text.splitlines()[3:7]]
    assert [week[3] for week in weeks] == ["1", "blind", "blind", "0"]
    lines = answer("trend", "stop-and-search", "--by", "outlet").splitlines()
    assert next(line for line in lines if line.startswith("The Voice")).split()[3][1:3] == "╳╳"


def test_a_share_is_of_what_the_outlets_wrote(answer):
    rows = json.loads(answer("trend", "stop-and-search", "--share", "--every", "month", "--format", "json"))
    october = next(row for row in rows if row["period"] == "2026-10-01")
    assert (october["articles"], october["output"]) == (4, 7)
    assert october["share"] == pytest.approx(4 / 7)
    text = answer("trend", "stop-and-search", "--share", "--every", "month")
    assert "57.14" in text
    assert "blind" not in text.partition("Seen in part")[0]  # 1 November was seen, and nothing was written


def test_days_outside_the_book_are_refused_with_its_reach(answer):
    assert "6 to 29 Oct 2026" in answer(
        "trend", "taser", "--from", "2019-01-01", "--to", "2019-02-01", code=2
    )


def test_search_finds_all_words_and_phrases(answer):
    ids = [row["article_id"][:4] for row in json.loads(answer("search", "fair", "opens", "--format", "json"))]
    assert ids == ["0005"]
    assert json.loads(answer("search", "search and stop", "--format", "json")) == []
    assert "No article holds" in answer("search", "unicorn")


def test_an_article_shows_its_evidence_and_where_its_page_lies(answer):
    text = answer("article", "http://www.gazette.example/0")
    assert "[Stop and search]¹ doubles" in text
    assert "carried out a [stop and search]¹ in [Hackney]" in text
    assert "2026-11-01/gazette.warc.gzatbyte1,234" in "".join(text.split())  # a long path is wrapped anywhere
    told = json.loads(answer("article", "0000", "--format", "json"))
    assert all(told[span["field"]][span["start"] : span["end"]] == span["text"] for span in told["evidence"])


def test_an_article_says_what_it_is_a_copy_of_and_how_much(answer):
    said = " ".join(answer("article", "0004").split())
    assert (
        "A copy, the same text as another outlet's: 0000abcdef of gazette; 100% of that text stands here"
        in said
    )
    assert "The first of its text: 1 more made from it, 2 outlets in all." in " ".join(
        answer("article", "0000").split()
    )
    assert json.loads(answer("article", "0004", "--format", "json"))["copy"]["original_id"] == "0000abcdef"
    assert json.loads(answer("article", "0002", "--format", "json"))["copy"] is None


def test_releases_of_a_book_without_official_outlets_are_none(answer):
    assert json.loads(answer("releases", "--format", "json")) == []
    assert "fortnight" in answer("releases", "--from", "fortnight", code=2)


def test_a_text_says_what_was_made_from_it_and_whom_they_added(answer):
    (made,) = json.loads(answer("releases", "0000", "--format", "json"))
    assert (made["article_id"], made["share_of_article"], made["voices_added"]) == ("0004abcdef", 1.0, [])
    told = " ".join(answer("releases", "0000").split())
    assert "voices" in told and "none" in told and "0004abcdef" in told
    assert "Nothing that we hold was made from it" in answer("releases", "0001")
    assert "ids" in answer("releases", "9999", code=2)


@pytest.mark.parametrize("words", TABLES, ids=" ".join)
def test_every_format_says_the_same_rows(beatbook, answer, words, tmp_path):
    table = list(csv.DictReader(io.StringIO(answer(*words, "--format", "csv"))))
    told = json.loads(answer(*words, "--format", "json"))
    rows = told if isinstance(told, list) else told["evidence"]
    assert table
    assert len(rows) == len(table)
    assert list(rows[0]) == list(table[0])
    assert answer(*words)  # and the table for people is not empty


def test_parquet_comes_through_a_pipe(book, tmp_path):
    import os
    import subprocess
    import sys

    words = ["sql", "select outlet, day, headline from articles order by article_id", "--format", "parquet"]
    told = subprocess.run(
        [sys.executable, "-c", "from beatbook.cli import main; main()", *words],
        env={**os.environ, "BEATBOOK_HOME": str(book.root)},
        capture_output=True,
    )
    table = pq.read_table(io.BytesIO(told.stdout))
    assert table.column_names == ["outlet", "day", "headline"]
    assert table.num_rows == 7


def test_spreadsheets_run_nothing(answer):
    text = answer("sql", "select '=1+1' as a, '@x' as b, -5 as c, 'a=b' as d", "--format", "csv")
    assert list(csv.reader(io.StringIO(text)))[1] == ["'=1+1", "'@x", "-5", "a=b"]


@pytest.mark.parametrize("suffix", ["csv", "json", "parquet"])
def test_an_export_is_a_file_that_opens(answer, tmp_path, suffix):
    file = tmp_path / f"topics.{suffix}"
    answer("export", "topics", "--to", str(file))
    read = {
        "csv": lambda: len(list(csv.DictReader(file.open()))),
        "json": lambda: len(json.loads(file.read_text())),
        "parquet": lambda: pq.read_table(file).num_rows,
    }
    assert read[suffix]() >= 15
    assert list(tmp_path.iterdir()) == [file]


def test_status_names_the_blind_and_why(answer):
    text = " ".join(answer("status").split())
    assert "1 of 2 outlets needs a look" in text
    assert (
        "The Voice: 14 days blind (12 to 25 Oct 2026); no feed or sitemap that was read reaches back" in text
    )


@pytest.mark.parametrize(
    "words", [["trend"], ["voices"], ["trend", "--from", "2026-10-12", "--to", "2026-10-18"]]
)
def test_the_command_that_a_caveat_names_says_why(answer, words):
    told = answer(words[0], "stop-and-search", *words[1:])
    (named,) = re.findall("`beatbook ([^`]+)` says why", " ".join(told.split()))
    said = " ".join(answer(*named.split()).split())
    assert re.search(r"The Voice: \d+ days blind \(12 to \d+ Oct 2026\); no feed or sitemap", said)


def test_status_says_which_outlets_were_not_yet_listed(answer):
    text = " ".join(answer("status", "--from", "2026-09-01", "--to", "2026-10-06").split())
    assert "Counted are the days from 1 Sep to 6 Oct 2026." in text
    assert "The Gazette: not seen before 5 Oct 2026: its feeds and sitemaps list nothing older" in text


def test_of_a_demo_no_day_after_its_last_article_is_counted(answer, tmp_path):
    text = answer("status", home=small_book(Home(tmp_path), domain="test").root)
    assert "the thirty days up to 29 Oct 2026" in text
    assert "its fictional press closed on 29 Oct 2026" in text


def test_a_query_is_shown_whole_so_that_it_can_be_copied(answer):
    text = answer("sql", "select 'a' as name, 'select 1,' || chr(10) || repeat('x', 200) as query")
    assert text == f"name   a\nquery  \nselect 1,\n{'x' * 200}\n\n"


def test_rows_of_more_columns_than_fit_stand_upright(answer):
    found = answer("sql", "from articles order by article_id limit 2").splitlines()
    blocks = "\n".join(found[: found.index("", found.index("") + 1)]).split("\n\n")
    assert [block.split()[:2] for block in blocks] == [
        ["article_id", "0000abcdef"],
        ["article_id", "0001abcdef"],
    ]
    for block in blocks:
        names = [name.split(maxsplit=1)[0] for name in block.splitlines()]
        assert names[:4] == ["article_id", "outlet", "url", "headline"]
        assert len(names) > 20
    assert max(map(len, found)) <= screen.out().width


def test_rows_that_fit_stay_a_table(answer):
    found = answer("sql", "select article_id, headline from articles order by 1 limit 2").splitlines()
    assert [line.split()[0] for line in found[:4]] == ["article", "id", "0000abcdef", "0001abcdef"]


def test_a_header_is_not_broken_inside_a_formula(answer):
    assert answer("sql", "select count(*), 1 as first_number").split()[:3] == [
        "first",
        "count_star()",
        "number",
    ]


def test_shares_are_written_as_per_cent(answer, capfd):
    screen.out.cache_clear()
    rows_face.show(pa.table({"most_taken": [1.0, 0.8496, None]}), written={"most_taken": ".0%"})
    assert capfd.readouterr().out.split() == ["most", "taken", "100%", "85%", "–"]


@pytest.mark.parametrize("words", [["stories"], ["keyness", "gazette", "voice"], ["search", "fair"]])
def test_a_topic_may_be_named_as_people_write_it_and_a_wrong_one_has_near_matches(answer, words):
    answer(*words, "--topic", "Stop and Search")
    assert "stop-and-search" in answer(*words, "--topic", "stop-and-serch", code=2)


def test_a_search_without_answer_says_what_the_book_holds(answer):
    assert "The book holds articles from 6 to 29 Oct 2026." in answer("search", "xyzzyq")


@pytest.mark.parametrize("command", [["status"], ["trend"], ["topics", "show"]])
def test_a_short_option_helps_as_the_long_one_does(answer, command):
    assert answer(*command, "-h") == answer(*command, "--help")


def test_numbers_stand_right(answer):
    lines = answer("sql", "select * from (values ('a', 5), ('b', 12345)) as t(name, n)").splitlines()
    assert lines[1].rstrip().endswith("     5")
    assert lines[2].rstrip().endswith("12,345")


def test_a_statement_can_be_asked_of_an_earlier_book_and_cited(beatbook):
    asked = beatbook("sql", "select 7 as seven", "--as-of", "2999-01-01", "--cite", "--format", "csv")
    assert (asked.returncode, asked.stdout) == (0, "seven\n7\n")
    assert "snapshot 000001-" in asked.stderr
    assert asked.stderr.rstrip().endswith("· select 7 as seven")
    early = beatbook("sql", "select 7", "--as-of", "1999-01-01")
    assert (early.returncode, early.stdout) == (2, "")
    assert "No snapshot of 1999-01-01 or before it is kept" in early.stderr


@pytest.mark.parametrize(
    "asked",
    [
        ["trend", "stop-and-search", "--every", "month"],
        [
            "trend",
            "stop-and-search",
            "--by",
            "outlet",
            "--share",
            "--from",
            "2026-10-05",
            "--to",
            "2026-10-31",
        ],
        ["voices", "stop-and-search"],
        ["search", "stop and search", "--outlet", "voice", "--limit", "1"],
        ["edits", "--kind", "softened"],
    ],
    ids=" ".join,
)
def test_what_a_figure_cites_gives_the_figure_again(answer, asked):
    told = answer(*asked, "--cite", "--format", "csv")
    cited, _, statement = answer.said.strip().splitlines()[-1].rpartition(" · ")
    assert "snapshot 000001-" in cited
    assert "topics " in cited
    again = answer("sql", statement, "--format", "csv")
    rows, same = ([*csv.DictReader(io.StringIO(text))] for text in (told, again))
    assert [{name: row[name] for name in rows[0]} for row in same] == rows if rows else same == []


def test_sql_takes_no_longer_than_it_may(answer):
    endless = "select count(*) from range(100000000000) a, range(1000) b"
    for form in ("csv", "table"):
        assert "No answer within 0.2 s" in answer(
            "sql", endless, "--timeout", "0.2", "--format", form, code=2
        )
