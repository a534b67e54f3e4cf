"""The parts that every schema is made of."""

import pyarrow as pa

MOMENT = pa.timestamp("us", tz="UTC")


def column(name: str, type_: pa.DataType, *, required: bool = False) -> pa.Field:
    """Return one column; null is allowed unless it is required."""
    return pa.field(name, type_, nullable=not required)
