"""Puts tags found by other rules in the place of those that a batch of articles came with.

Entities, people, voices and wording stand in the batch of their articles, which every table of the
warehouse joins them by. So the batch is committed again, whole, with what today's rules find in its texts.
"""

import re
from collections.abc import Mapping
from datetime import date

import pyarrow as pa

from warehouse.lake import Lake
from warehouse.taggings import Tagging

READ = ("article_id", "headline", "body", "language", "published_at")  # all that tags are found in
_DAY = re.compile(r"day:(\d{4}-\d\d-\d\d)")


def brought(lake: Lake, tagging: Tagging) -> dict[str, pa.Table]:
    """Return all tables of the articles' own batch, by name."""
    names = {file.table for file in lake.live() if file.batch_id == tagging.batch_id}
    return {name: lake.read(name, batches=[tagging.batch_id]) for name in sorted(names)}


def commit(lake: Lake, tagging: Tagging, tables: Mapping[str, pa.Table]) -> int:
    """Return the lake's version once the batch holds these tables beside all else that it held.

    Raises Overtaken if the articles were refined again meanwhile.
    """
    named = _DAY.fullmatch(tagging.batch_id)
    day = date.fromisoformat(named[1]) if named else tagging.month
    onto = (tagging.batch_id, tagging.held.committed)
    return lake.commit(tagging.batch_id, {**brought(lake, tagging), **tables}, day=day, onto=onto)
