"""The example notebook, executed on a published book."""

import sys

from warehouse.home import REPOSITORY


def test_the_notebook_answers_its_question(press_home, monkeypatch):
    monkeypatch.setenv("BEATBOOK_HOME", str(press_home.root))
    monkeypatch.syspath_prepend(REPOSITORY / "examples")
    monkeypatch.delitem(sys.modules, "who_speaks", raising=False)
    import who_speaks

    outputs, named = who_speaks.app.run()
    try:
        assert len(outputs) == 5
        weeks = named["weeks"]["articles"].drop_nulls()
        assert len(weeks) > 10
        assert named["conclusion"].startswith(f"{weeks.sum():,} articles in {len(weeks)} weeks")
        assert f"{named['roles']['share_of_words'].max():.0%} of the words" in named["conclusion"]
        assert 0 < len(named["outlets"]) <= 4
        assert "snapshot 000001-" in named["footnote"]
    finally:
        named["book"].close()
