"""Gives SQL the values that it reads by `getvariable`; light, since every question imports it."""

from typing import Any

import duckdb

HOME = "beatbook_home"  # the variable that says where the book is, if it was moved


def set_variable(connection: duckdb.DuckDBPyConnection, name: str, value: Any) -> None:
    """Set one variable; its name is one of ours."""
    connection.execute(f"set variable {name} = $value", {"value": value})
