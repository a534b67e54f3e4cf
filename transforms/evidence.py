"""Puts the evidence of topics and of entities into one table, because a reader highlights both."""

import pyarrow as pa

from transforms import schemas


def mentions(topic_hits: pa.Table, entity_hits: pa.Table) -> pa.Table:
    """Return every evidence span of both tables, shaped like `schemas.MENTIONS`: topics first."""
    parts = [_as_mentions(topic_hits, "topic", "topic"), _as_mentions(entity_hits, "entity", "entity_id")]
    return pa.concat_tables(parts)


def _as_mentions(hits: pa.Table, kind: str, tag: str) -> pa.Table:
    kinds = pa.array([kind] * len(hits), pa.string())
    columns = [
        kinds if name == "kind" else hits[tag if name == "tag" else name] for name in schemas.MENTIONS.names
    ]
    return pa.table(dict(zip(schemas.MENTIONS.names, columns, strict=True))).cast(schemas.MENTIONS)
