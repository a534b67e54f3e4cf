"""What was edited in the articles that a day read again: revisions from the lake, typed by the transforms."""

from datetime import date

import pyarrow as pa

import transforms
from warehouse.lake import Lake
from warehouse.revising import revisions


def edits(lake: Lake, day: date) -> pa.Table:
    """Return the edits seen on a day, shaped like `schemas.EDITS`; the lake must hold the day refined.

    The version before may be of any earlier day. A day refined again changes what the edits of later days are
    told from: they are to be asked for again, and the check `edit_without_revision` says which.
    """
    told = revisions(lake, f"day:{day}")
    found = transforms.edits(told)
    of_day = told.filter(told["is_of_batch"]).select(["article_id", "fetched_at"])
    keys = set(zip(*(column.to_pylist() for column in of_day.columns), strict=True))
    pairs = zip(found["article_id"].to_pylist(), found["edited_at"].to_pylist(), strict=True)
    return found.filter(pa.array([pair in keys for pair in pairs], pa.bool_()))
