"""How many snapshots are kept is data."""

import pytest
from lake_rows import DAY, tagged

from warehouse import keeping
from warehouse.publish import publish


def test_the_book_says_how_many_snapshots_it_keeps(book, lake):
    (book.root / keeping.FILE).write_text("keep_days = 400\nsnapshots = 1\n")
    publish(book)
    lake.commit("later", tagged("a3", None), day=DAY)
    last = publish(book)
    assert list(book.snapshots.glob("warehouse-*.duckdb")) == [last.path]


@pytest.mark.parametrize(("said", "wrong"), [("snapshots = 0", "from 1"), ("snapshots = ", "is not TOML")])
def test_a_number_that_is_none_is_refused(tmp_path, said, wrong):
    (tmp_path / keeping.FILE).write_text(said)
    with pytest.raises(keeping.KeepingError, match=wrong):
        keeping.most(tmp_path, "snapshots", 7)


def test_without_a_word_the_usual_number_is_kept(tmp_path):
    assert keeping.most(tmp_path, "sites", 7) == 7
