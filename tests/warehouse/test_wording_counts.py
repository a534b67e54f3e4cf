"""Wording in the warehouse: counts by outlet and period, with gaps where nobody looked."""

from datetime import UTC, datetime

from lake_rows import DAY, rows, tagged, take, together

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
