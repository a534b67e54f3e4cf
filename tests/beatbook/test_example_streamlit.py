"""The example page, run by Streamlit's own test harness on a published book."""

import beatbook
from warehouse.home import REPOSITORY


def test_the_page_shows_what_the_macro_says(press_home, monkeypatch):
    from streamlit.testing.v1 import AppTest

    monkeypatch.setenv("BEATBOOK_HOME", str(press_home.root))
    page = AppTest.from_file(REPOSITORY / "examples" / "streamlit_page.py", default_timeout=60).run()
    assert not page.exception
    assert page.title[0].value == "Stop and search"
    with beatbook.open(press_home.root) as book:
        rows = book.sql("from trend_by_outlet('stop-and-search')").pandas()
        assert page.caption[-1].value == book.cite
    shown = page.dataframe[0].value
    assert len(shown) == len(rows)
    assert shown["value"].sum() == rows["articles"].sum() > 0
    assert shown["value"].isna().any()  # the echo's blind weeks are gaps

    page.toggle[0].set_value(True).run()
    assert not page.exception
    assert page.dataframe[0].value["value"].max() <= 100
