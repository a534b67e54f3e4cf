"""Says what may leave the house when full texts may not: which tables, and how much of a cell.

Facts about articles may be passed on, the articles may not. So tables that hold texts stay here, and in all
others no cell has more of an outlet's words than a short quotation; columns that come later are cut too,
unless this module says that they are ours.
"""

from dataclasses import dataclass

from warehouse.answers import Connection
from warehouse.unanswered import QuestionError

LONGEST = 100  # characters of an outlet's words in one cell
WITHHELD = {
    "additions": "whole sentences of copies",
    "article_texts": "the texts of articles",
    "bodies": "the texts of articles",
    "postings": "every word of each text with its place, which gives the text back",
    "repeats": "lines that outlets print again and again",
    "version_texts": "texts of earlier revisions",
}
OURS = {"data_dictionary", "sample_queries", "topics", "entities", "outlets", "snapshot"}  # said by us
ADDRESSES = ("url", "homepage")  # how the names of columns end that hold addresses, whole or useless
OF_THIS_MACHINE = {("snapshot", "home")}  # a folder's path says who we are


@dataclass(frozen=True)
class Column:
    """One column of a table, as DuckDB names its type."""

    name: str
    type: str

    @property
    def is_nested(self) -> bool:
        """Whether texts lie inside records; they point into bodies and mean nothing without them."""
        return "VARCHAR" in self.type and "STRUCT(" in self.type


def columns(con: Connection, table: str) -> list[Column]:
    """Return the columns of a table or view, in order."""
    asked = """select column_name, data_type from duckdb_columns()
        where not internal and table_name = $table order by column_index"""
    return [Column(*row) for row in con.execute(asked, {"table": table}).fetchall()]


def shared(con: Connection, table: str) -> str:
    """Return the SQL of what may be shared of a table. Raises QuestionError for one that holds texts."""
    if table in WITHHELD:
        raise QuestionError(f"{table} holds {WITHHELD[table]}: it is not shared. Leave out --without-text.")
    kept = [
        each
        for each in columns(con, table)
        if not each.is_nested and (table, each.name) not in OF_THIS_MACHINE
    ]
    return f'select {", ".join(_shown(table, each) for each in kept)} from "{table}"'  # noqa: S608  names of ours


def whole(con: Connection, table: str) -> str:
    """Return the SQL of all that a table holds, without what is only of this machine."""
    kept = [each for each in columns(con, table) if (table, each.name) not in OF_THIS_MACHINE]
    return f'select {", ".join(_named(each) for each in kept)} from "{table}"'  # noqa: S608  names of ours


def _shown(table: str, column: Column) -> str:
    if table in OURS or column.name.endswith(ADDRESSES):
        return _named(column)
    if column.type == "VARCHAR":
        return f"{_cut(_named(column))} as {_named(column)}"
    if column.type == "VARCHAR[]":
        return f"list_transform({_named(column)}, lambda each: {_cut('each')}) as {_named(column)}"
    return _named(column)


def _cut(value: str) -> str:
    return f"case when length({value}) > {LONGEST} then {value}[:{LONGEST}] || '…' else {value} end"


def _named(column: Column) -> str:
    return f'"{column.name}"'
