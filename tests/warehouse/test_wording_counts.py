"""Wording in the warehouse: counts by outlet and period, with gaps where nobody looked."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from lake_rows import DAY, rows, tagged, take, together

from transforms.wording import packaged
from warehouse import query
from warehouse.publish import publish


def test_articles_spans_share_and_place(home, lake):
    at = datetime(2026, 8, 18, 9, tzinfo=UTC)
    spans = [
        {"article_id": "a1", "field": "body", "start": 0, "end": 4, "position": 0.5},
        {"article_id": "a1", "field": "body", "start": 9, "end": 13, "position": 0.75},
        {"article_id": "a2", "frame": "unrest", "position": 0.1},
    ]
    tables = together(
        tagged("a1", at), tagged("a2", at), take(days=30), take("voice", days=3),
        {"wording": rows("wording", *spans)}
    )  # fmt: skip
    lake.commit("2026-08-31", tables, day=DAY)
    publish(home)
    columns = "outlet, articles, spans, output, share, position, state"
    asked = f"select {columns} from wording('riot') where period = date '2026-08-17'"  # noqa: S608
    with query.open(home) as con:
        assert [tuple(row.values()) for row in query.sql(con, asked).to_pylist()] == [
            ("gazette", 1, 2, 2, 0.5, 0.5, "up"),
        ]
        other = "select sum(articles) from wording('riot', topic := 'taser')"
        assert query.sql(con, other).to_pylist() == [{"sum(articles)": 0}]


def test_every_frame_can_be_asked_for_and_no_other(home, lake):
    lake.commit("2026-08-31", together(tagged("a1", datetime(2026, 8, 18, tzinfo=UTC)), take()), day=DAY)
    publish(home)
    with query.open(home) as con:
        for frame in packaged().topics:
            assert query.sql(con, f"from wording('{frame.slug}')").num_rows > 0
        with pytest.raises(query.QuestionError, match=r"no frame 'riots': it can be age, .*, riot, "):
            query.sql(con, "from wording('riots')")
    listed = (Path(__file__).parents[2] / "docs/wording.md").read_text(encoding="utf-8")
    assert [frame.slug for frame in packaged().topics if f"`{frame.slug}`" not in listed] == []
