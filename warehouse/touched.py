"""Lists what to say anew: articles of which the lake says something new, their days and stories.

All of it stands in tables of the database `touched`, which is there while a snapshot is built.
"""

from collections.abc import Collection

import duckdb

from warehouse.exposing import with_path
from warehouse.statements import statement

AT_ONCE = 100_000  # articles in one small warehouse, some 400 MB of text
TABLES = {"day": "touched.days", "period": "touched.periods", "story_id": "touched.stories"}


def begin(connection: duckdb.DuckDBPyConnection, is_first: bool) -> None:
    """Make the tables that later steps fill, and list the entities that the warehouse knows now."""
    connection.execute(
        "create table touched.days (day date); create table touched.stories (story_id varchar)"
    )
    known = "select null::varchar as entity_id where false" if is_first else "select entity_id from entities"
    connection.execute(f"create table touched.known_entities as {known}")


def touch(connection: duckdb.DuckDBPyConnection, changed: Collection[str], is_first: bool) -> int:
    """List the articles of which the changed batches say something new, in chunks for the memory.

    Returns how many chunks.
    """
    with_path(connection, "touched", "warehouse")
    connection.execute(statement("growth", "periods").text)
    with_path(connection, "warehouse")
    connection.execute(
        "create table touched.batches as select unnest($changed)::varchar as batch_id",
        {"changed": sorted(changed)},
    )
    wanted = "select article_id from batch_articles" if is_first else statement("growth", "touched").query
    connection.execute(f"create table touched.wanted as select distinct article_id from ({wanted})")  # noqa: S608  ours
    connection.execute("""
        create table touched.batches_of as from batch_articles semi join touched.wanted using (article_id)""")
    held = (
        "select null as article_id, null::date as day where false"
        if is_first
        else statement("growth", "held").query
    )
    connection.execute(f"""
        create table touched.articles as
        with first as (
            select article_id, min(batch_id) as batch_id from touched.batches_of group by article_id
        )
        select
            wanted.article_id, held.article_id is not null as is_known, held.day,
            (row_number() over (order by first.batch_id, wanted.article_id) - 1) // {AT_ONCE} as chunk
        from touched.wanted
        left join first on first.article_id = wanted.article_id
        left join ({held}) as held on held.article_id = wanted.article_id""")  # noqa: S608  ours
    connection.execute("""
        create table touched.batches_of_chunk as
        select distinct chunk, batch_id from touched.articles join touched.batches_of using (article_id)""")
    connection.execute("drop table touched.batches_of; drop table touched.wanted")
    ((last,),) = connection.execute("select max(chunk) from touched.articles").fetchall()
    return int(last or 0) + 1


def note_as_they_were(connection: duckdb.DuckDBPyConnection) -> None:
    """Add the days and stories that the chunk's articles have before their rows are replaced."""
    connection.execute("insert into touched.days select distinct day from touched.chunk")
    connection.execute(f"insert into touched.stories {statement('growth', 'stories_told').query}")


def note_as_they_are(connection: duckdb.DuckDBPyConnection) -> None:
    """Add the days and stories that the chunk's articles have now."""
    connection.execute("insert into touched.days select distinct day from small.articles")
    connection.execute("insert into touched.stories select distinct story_id from small.article_stories")


def note_all_days(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    """Add all days that a mart tells of."""
    connection.execute(f"insert into touched.days select distinct day from warehouse.{name}")  # noqa: S608  ours


def note_what_differs(connection: duckdb.DuckDBPyConnection, name: str, keys: str) -> None:
    """List by its keys what differs between a mart, made anew in `again`, and the warehouse's; add the days.

    The last days are added in any case: what is said of a period hangs on whether it is over.
    """
    connection.execute(f"""
        create or replace table touched.differing as
        select {keys} from (from again.{name} except from warehouse.{name})
        union all
        select {keys} from warehouse.{name} anti join again.{name} using ({keys})""")  # noqa: S608  names of ours
    connection.execute(f"""
        insert into touched.days
        select day from touched.differing
        union select max(day) from warehouse.{name}
        union select max(day) from again.{name}""")  # noqa: S608


def new_articles(connection: duckdb.DuckDBPyConnection) -> int:
    """Return how many articles of the chunk were not there before."""
    new = """
        select count(*) from small.articles join touched.chunk using (article_id) where not chunk.is_known"""
    ((number,),) = connection.execute(new).fetchall()
    return int(number)
