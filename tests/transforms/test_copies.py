"""The same text in several places: found where it was cut, edited or embedded, not where a foot is shared."""

from datetime import UTC, datetime, timedelta

import pyarrow as pa
import pytest

import transforms
from transforms import schemas
from transforms.credits import credit

AT = datetime(2026, 11, 3, 9, tzinfo=UTC)
STORY = (
    "Officers searched the empty depot behind Marsh Lane after neighbours heard engines running every night "
    "and the council had three times refused a licence to the firm that rents it from a trust in Aldermere "
    "where forty vans were found without plates and two men of 31 and 44 were held until Friday evening "
    "while a judge in Thornhythe weighed what the chief inspector Jocelyn Shackleford called a plain case "
    "of theft from people who could least afford it and who had waited since spring for somebody to listen"
)
WORDS = STORY.split()
FOOT = (
    "You can get in touch with our newsdesk by writing to the address below at any hour of the day or night "
    "and we will never share what you tell us with anybody else without asking you first."
)


def unlike(number: int, words: int = 60) -> str:
    """Return a text that shares no run of five words with one of another number."""
    return " ".join(f"{WORDS[place % len(WORDS)]}{number}x" for place in range(words))


def table(*rows: dict) -> pa.Table:
    """Return articles of these bodies, an hour apart, each in an outlet of its own unless it says."""
    usual = [
        {
            "article_id": f"a{number}",
            "outlet": f"outlet-{number}",
            "url": f"https://outlet-{number}.example/{number}",
            "headline": "A headline",
            "language": "en",
            "published_at": AT + timedelta(hours=number),
        }
        | row
        for number, row in enumerate(rows)
    ]
    schema = pa.schema(
        [
            *(
                schemas.ARTICLES.field(name)
                for name in ("article_id", "outlet", "url", "headline", "language")
            ),
            pa.field("body", pa.string()),
            schemas.ARTICLES.field("published_at"),
            schemas.ARTICLES.field("authors").with_nullable(True),
        ]
    )
    return pa.Table.from_pylist(usual, schema=schema)


def told(*rows: dict, **more) -> dict[str, dict]:
    found = transforms.copies(table(*rows), **more)
    assert found.schema == schemas.COPIES
    return {row["article_id"]: row for row in found.to_pylist()}


EDITED = STORY.replace("after neighbours heard", "once residents reported").replace(
    "plain case", "clear case"
)
COPIES = {
    "whole": STORY,
    "in capitals": STORY.upper(),
    "cut": " ".join(WORDS[:35]),
    "edited": EDITED,
    "embedded": f"{unlike(7, 200)}\n\n{STORY}\n\n{unlike(8, 200)}",
    "with other marks": STORY.replace(" and ", ", and — "),
}


@pytest.mark.parametrize("body", COPIES.values(), ids=COPIES)
def test_a_copy_is_found_and_its_original_is_the_earlier(body):
    found = told({"body": unlike(1)}, {"body": STORY}, {"body": body}, {"body": unlike(2)})
    assert set(found) == {"a1", "a2"}
    assert {row["cluster_id"] for row in found.values()} == {"a1"}
    assert {row["original_id"] for row in found.values()} == {"a1"}
    assert found["a2"]["lag_hours"] == 1


def test_shares_and_spans_say_what_is_the_releases_and_what_was_added():
    own = ["“Nobody told us,” said the baker of Marsh Lane.", "It will be heard next week by three judges."]
    body = f"{own[0]} {STORY}. {own[1]}"
    found = told({"body": STORY}, {"body": body})["a1"]
    assert found["share_of_original"] == 1
    assert found["words_added"] == 18
    assert found["share_of_own"] == pytest.approx(len(WORDS) / (len(WORDS) + 18))
    assert [body[span["start"] : span["end"]] for span in found["added"]] == own


def test_spans_count_code_points():
    body = f"\N{POLICE CAR} É “nobody” listened here. {STORY}."
    span = told({"body": STORY}, {"body": body})["a1"]["added"][0]
    assert body[span["start"] : span["end"]] == "\N{POLICE CAR} É “nobody” listened here."


@pytest.mark.parametrize("count", [2, 3, 12, 40])
@pytest.mark.parametrize("outlets", [1, 3, 40])
def test_what_an_outlet_prints_under_every_article_joins_none(count, outlets):
    rows = [
        {"body": f"{unlike(number, 50)}\n\n{FOOT}", "outlet": f"title-{number % outlets}"}
        for number in range(count)
    ]
    assert told(*rows) == {}


def test_a_story_that_fifty_titles_run_is_found_whatever_stands_below_it():
    rows = [{"body": f"{STORY}\n\n{FOOT}"} for _ in range(50)]
    strangers = [
        {"body": f"{unlike(number)}\n\n{FOOT}", "outlet": f"outlet-{number}"} for number in range(60)
    ]
    found = told(*rows, *strangers)
    assert set(found) == {f"a{number}" for number in range(50)}
    assert len({row["cluster_id"] for row in found.values()}) == 1


def test_a_form_filled_in_twice_is_no_copy():
    form = (
        "Police in {0} are looking for {1} who was last seen near {2} on {3} at about {4}. He is described "
        "as of slim build with short hair. {1} has links to {5} and {6}. Anyone who has seen him is asked "
        "to ring 101 and to quote the number {7} of {8} October."
    )
    one = form.format(
        "Walsall", "Tom Fairweather", "Odd Bridge", "Tuesday", "9.40pm", "Dudley", "Stoke", 414, 6
    )
    two = form.format("Leeds", "Ali Rahmani", "Kirk Gate", "Sunday", "1.15am", "Hull", "Goole", 93, 19)
    assert told({"body": one}, {"body": two}) == {}


CATALOGUE = pa.Table.from_pylist(
    [
        {"outlet": "force", "kind": "official-force", "owner": None},
        {"outlet": "gazette", "kind": "local", "owner": "Downland"},
        {"outlet": "echo", "kind": "local", "owner": "Downland"},
        {"outlet": "ledger", "kind": "national", "owner": "Trust"},
    ]
)


@pytest.mark.parametrize(
    ("first", "second", "kinds", "origin"),
    [
        ({"outlet": "gazette"}, {"outlet": "echo"}, ["group", "group"], "outlet"),
        ({"outlet": "gazette"}, {"outlet": "ledger"}, ["lifted", "lifted"], "outlet"),
        ({"outlet": "gazette"}, {"outlet": "ledger", "authors": ["PA Media"]}, ["wire", "wire"], "agency"),
        ({"outlet": "force"}, {"outlet": "ledger"}, ["release", "release"], "official"),
        ({"outlet": "force"}, {"outlet": "ledger", "authors": ["Reuters"]}, ["release", "wire"], "official"),
        ({"outlet": "elsewhere"}, {"outlet": "unheard-of"}, ["lifted", "lifted"], "outlet"),
    ],
)
def test_the_kind_of_a_copy(first, second, kinds, origin):
    found = told({"body": STORY} | first, {"body": STORY} | second, outlets=CATALOGUE)
    assert [found["a0"]["kind"], found["a1"]["kind"]] == kinds
    assert {row["origin"] for row in found.values()} == {origin}


def test_a_release_is_the_original_though_a_paper_was_quicker():
    found = told({"body": STORY, "outlet": "ledger"}, {"body": STORY, "outlet": "force"}, outlets=CATALOGUE)
    assert found["a0"]["original_id"] == "a1"
    assert found["a0"]["lag_hours"] == -1


@pytest.mark.parametrize(
    ("authors", "body", "named"),
    [
        (["Ama Mensah", "PA Media"], "", "PA"),
        (["Fleet Wire"], "", "Fleet Wire"),
        (["Pa Konteh"], "", None),
        ([], "LONDON, Nov 3 (Reuters) - Two men were held.", "Reuters"),
        ([], "Two men were held.\n\nPA", "PA"),
        ([], "Two men were held. (Reporting by A. Writer; Editing by B. Reader)", "Reuters"),
        ([], "“We heard engines,” he told the PA news agency. More.", "PA"),
        ([], "He took the AP exam and told PA Consulting nothing.", None),
        ([], "The Press Association of Ghana met. Its pa was there.", None),
    ],
)
def test_agencies_are_credited_in_many_ways(authors, body, named):
    assert credit(authors, body) == named


def test_tables_with_little_in_them():
    assert told() == {}
    assert told({"body": STORY}) == {}
    assert (
        told({"body": ""}, {"body": ""}, {"body": "Two words."}, {"body": "Two words."}, {"body": None}) == {}
    )
    bare = table({"body": STORY}, {"body": STORY}).select(["article_id", "outlet", "body"])
    assert transforms.copies(bare)["original_id"].to_pylist() == ["a0", "a0"]


def test_texts_without_dates_and_in_other_scripts():
    undated = {"published_at": None}
    japanese = "警察は火曜日の夜、川沿いの倉庫を捜索し、盗まれた自転車を見つけたと発表した。男が逮捕された。"
    found = told({"body": STORY} | undated, {"body": japanese}, {"body": japanese}, {"body": STORY})
    assert found["a0"]["original_id"] == "a3", "what has a date is held to be first"
    assert found["a0"]["lag_hours"] is None
    assert found["a1"]["cluster_id"] == found["a2"]["cluster_id"] == "a1"


def test_the_order_of_the_rows_changes_nothing():
    rows = table(*({"body": body} for body in COPIES.values()), *({"body": unlike(n)} for n in range(9)))
    turned = rows.take(pa.array(range(rows.num_rows - 1, -1, -1)))
    assert transforms.copies(turned) == transforms.copies(rows)


def test_what_was_published_too_far_apart_is_not_joined():
    late = {"published_at": AT + timedelta(days=20)}
    assert told({"body": STORY}, {"body": STORY} | late, within=timedelta(days=14)) == {}
    assert len(told({"body": STORY}, {"body": STORY, "published_at": None}, within=timedelta(days=14))) == 2


def test_a_cluster_keeps_its_name_and_two_that_meet_say_so():
    one, other = " ".join(WORDS[:45]), " ".join(WORDS[45:])
    before = transforms.copies(table(*({"body": body} for body in (one, one, other, other))))
    assert set(before["cluster_id"].to_pylist()) == {"a0", "a2"}
    earlier = {"body": STORY, "article_id": "z", "published_at": AT - timedelta(hours=1)}
    after = transforms.copies(
        table(*({"body": body} for body in (one, one, other, other)), earlier), known=before
    )
    rows = {row["article_id"]: row for row in after.to_pylist()}
    assert {row["cluster_id"] for row in rows.values()} == {"a0"}
    assert {row["original_id"] for row in rows.values()} == {"z"}
    assert [rows[each]["previous_cluster_id"] for each in ("a0", "a2", "z")] == [None, "a2", None]


def test_an_article_joins_a_cluster_whose_original_has_left_the_table():
    before = transforms.copies(table({"body": STORY}, {"body": STORY}))
    left = table({"body": STORY}, {"body": STORY}, {"body": EDITED}).slice(1)
    rows = {row["article_id"]: row for row in transforms.copies(left, known=before).to_pylist()}
    assert {row["original_id"] for row in rows.values()} == {"a0"}
    assert rows["a2"]["compared_id"] == "a1"
    assert rows["a1"]["lag_hours"] == 1
