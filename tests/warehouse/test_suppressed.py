"""A suppressed name is blacked out wherever the snapshot would show it, and every span keeps its place."""

from datetime import UTC, date, datetime

import pytest
from lake_rows import DAY, rows, tagged, together

from transforms import postings
from warehouse import query, suppressed
from warehouse.export import export
from warehouse.lake import Lake
from warehouse.publish import publish

BODY = "Officers spoke to Ann Lee in Hackney. Ann\nLEE answered. Later Lee left, and Ann Leeson came."
BLACK = "Officers spoke to ███ ███ in Hackney. ███ ███ answered. Later Lee left, and Ann Leeson came."


@pytest.fixture
def told(book, lake):
    """A book with an article that names Ann Lee."""
    named = tagged(
        "a2", datetime(2026, 8, 6, tzinfo=UTC), headline="Police stop and search Ann Lee", body=BODY
    )
    named["postings"] = postings(named["articles"])
    people = rows("people", {"article_id": "a2"}, {"article_id": "a2", "person_id": 2, "name": "Bo Ray"})
    lake.commit("named", together({**named, "people": people}), day=DAY)
    return book


def listed(home, *entries: str) -> None:
    (home.root / suppressed.FILE).write_text("".join(f"[[suppressed]]\n{entry}\n" for entry in entries))


PLAIN = 'name = "Ann Lee"\nwhy = "victim"'
HASHED = f'hash = "{suppressed.hash_of("ann lee")}"\nwhy = "minor"'


@pytest.mark.parametrize("entry", [PLAIN, HASHED], ids=["plain", "hashed"])
def test_the_name_is_black_in_texts_and_gone_among_people_and_words(told, tmp_path, entry):
    publish(told)
    listed(told, entry)
    publish(told)
    with query.open(told) as connection:
        one = connection.execute(
            "select headline, body from article_texts where article_id = 'a2'"
        ).fetchall()
        people = connection.execute("select name from people where article_id = 'a2'").fetchall()
        terms = connection.execute(
            "select term from postings join documents using (text_no) where article_id = 'a2'"
        ).fetchall()
        export(connection, "article_texts", tmp_path / "out.csv")
    assert one == [("Police stop and search ███ ███", BLACK)]
    assert people == [("Bo Ray",)]
    assert {"ann", "lee"}.isdisjoint(term for (term,) in terms)
    assert "to Ann Lee in" not in (tmp_path / "out.csv").read_text()
    assert Lake(told.lake).read("articles", batches=["named"])["body"].to_pylist() == [BODY]


def test_what_is_taken_off_the_list_is_shown_again(told):
    listed(told, PLAIN)
    hidden = publish(told)
    listed(told, PLAIN + "\nuntil = 2026-01-01")
    shown = publish(told)
    assert shown.path != hidden.path
    with query.open(told) as connection:
        assert connection.execute("from bodies select body where article_id = 'a2'").fetchall() == [(BODY,)]


@pytest.mark.parametrize(
    "entry",
    ['name = "Lee"\nwhy = "victim"', 'name = "Ann Lee"', 'name = "Ann Lee"\nwhy = "shy"', 'why = "minor"',
     'name = "Ann Lee"\nwhy = "minor"\nuntil = "soon"', "name = "],
)  # fmt: skip
def test_a_list_that_is_not_one_stops_the_publishing(told, entry):
    listed(told, entry)
    with pytest.raises(suppressed.SuppressedError, match=r"suppressed\.toml"):
        publish(told)


def test_an_entry_ends_with_its_day(tmp_path):
    (tmp_path / suppressed.FILE).write_text(f"[[suppressed]]\n{PLAIN}\nuntil = 2026-11-28\n")
    assert suppressed.load(tmp_path, date(2026, 11, 28)).names == ("Ann Lee",)
    assert suppressed.load(tmp_path, date(2026, 11, 29)).names == ()
